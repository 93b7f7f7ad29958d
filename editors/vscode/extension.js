// The client of onrecord's language server. All that it does is start the program and talk with it; what is marked and
// offered comes from `onrecord lsp`.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

// Drafts, and the facts files: from a row of those, "Go to References" leads to the drafts that cite it.
const documents = [
  ...["file", "untitled"].flatMap((scheme) => [
    { scheme, language: "markdown" },
    { scheme, language: "html" },
    { scheme, language: "plaintext" },
  ]),
  { scheme: "file", pattern: "**/*.facts.{yaml,yml,json}" },
  { scheme: "file", pattern: "**/facts/**/*.{yaml,yml,json,csv,tsv}" },
];

async function start() {
  const command = vscode.workspace.getConfiguration("onrecord").get("path") || "onrecord";
  client = new LanguageClient(
    "onrecord",
    "onrecord",
    { command, args: ["lsp"] },
    { documentSelector: documents, synchronize: { configurationSection: "onrecord" } },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const choice = await vscode.window.showErrorMessage(
      `onrecord could not be started as "${command}": ${error.message}. Install it, or set its path.`,
      "Open settings",
    );
    if (choice) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "onrecord.path");
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("onrecord.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("onrecord.path")) {
        restart();
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
