-- A session of an editor with the server: nvim --headless --clean -l, or -u, this file. The environment gives the server in
-- ONRECORD and the workspace, with story.md and facts/burglary.facts.yaml, in WORKSPACE. It ends with status 0 when all
-- was as it should be, and says on standard error what was not.
local server, workspace = vim.env.ONRECORD, vim.env.WORKSPACE

local function fail(what, got)
  io.stderr:write(what .. ": " .. vim.inspect(got) .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, arrived, show)
  if not vim.wait(10000, arrived, 20) then
    fail(what, show and show() or "it never came")
  end
end

local exit_code
local config = {
  name = "onrecord",
  cmd = { server, "lsp" },
  root_dir = workspace,
  workspace_folders = { { uri = vim.uri_from_fname(workspace), name = "news" } },
  on_exit = function(code) exit_code = code end,
}

local function attach()
  if vim.lsp.start then
    return vim.lsp.start(config)
  end
  config.id = config.id or vim.lsp.start_client(config) -- Neovim before 0.8
  vim.lsp.buf_attach_client(0, config.id)
  return config.id
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000)
  for _, answer in pairs(answers or {}) do
    if answer.err then
      fail(method, answer.err)
    end
    return answer.result
  end
  fail(method, "no answer")
end

local function at(line, character)
  return { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
end

local function messages()
  return vim.tbl_map(function(d) return d.message end, vim.diagnostic.get(0))
end

-- A wrong figure has a diagnostic.
vim.cmd("edit " .. workspace .. "/story.md")
vim.bo.filetype = "markdown"
local id = attach()
local story = vim.api.nvim_get_current_buf()
wait("the wrong figure", function() return #vim.diagnostic.get(0) == 1 end, messages)
local d = vim.diagnostic.get(0)[1]
if d.lnum ~= 5 or d.severity ~= vim.diagnostic.severity.ERROR or not d.message:find("388") or d.source ~= "onrecord" then
  fail("the diagnostic", d)
end

-- Hover tells of a supported figure.
local card = ask("textDocument/hover", at(7, 12))
if not card or not card.contents.value:find("Supported") or not card.contents.value:find("412") then
  fail("the card of a supported figure", card)
end

-- A figure leads to its row.
local places = ask("textDocument/definition", at(5, d.col))
if #places ~= 1 or not places[1].uri:find("burglary.facts.yaml") or places[1].range.start.line ~= 15 then
  fail("the row of the figure", places)
end

-- The replacement is put in, and the diagnostic goes.
local here = at(5, d.col)
local actions = ask("textDocument/codeAction", {
  textDocument = here.textDocument,
  range = { start = here.position, ["end"] = here.position },
  context = { diagnostics = {} },
})
if not actions[1] or not actions[1].isPreferred then
  fail("the replacement", actions)
end
local encoding = vim.lsp.get_client_by_id(id).offset_encoding
vim.lsp.util.apply_workspace_edit(actions[1].edit, encoding)
wait("the mended draft", function() return #vim.diagnostic.get(0) == 0 end, messages)
local line = vim.api.nvim_buf_get_lines(0, 5, 6, false)[1]
if not line:find("388 burglaries") or line:find("389") then
  fail("the mended line", line)
end

-- Typing, with letters that take more than a byte before the figure.
vim.api.nvim_buf_set_lines(0, 7, 8, false, { "“Café 🚒” says there were 431 burglaries in 2023." })
wait("the figure typed", function() return #vim.diagnostic.get(0) == 1 end, messages)
d = vim.diagnostic.get(0)[1]
local marked = vim.api.nvim_buf_get_lines(0, 7, 8, false)[1]:sub(d.col + 1, d.end_col)
if marked ~= "431" then
  fail("what is marked", marked)
end
vim.api.nvim_buf_set_lines(0, 7, 8, false, { "There were 412 burglaries in 2023." })
wait("the figure as it was", function() return #vim.diagnostic.get(0) == 0 end, messages)

-- Facts that change on disk are read again.
local facts = workspace .. "/facts/burglary.facts.yaml"
local text = table.concat(vim.fn.readfile(facts), "\n")
vim.fn.writefile(vim.split(text:gsub("388", "387"), "\n"), facts)
wait("the changed facts", function() return #vim.diagnostic.get(story) == 1 end, messages)

-- A row leads to the draft that cites it.
vim.cmd("silent write | edit " .. facts)
attach()
local params = at(13, 31)
params.context = { includeDeclaration = false }
places = ask("textDocument/references", params)
if not places or #places ~= 1 or not places[1].uri:find("story.md") or places[1].range.start.line ~= 7 then
  fail("the drafts that cite a row", places)
end

vim.lsp.stop_client(id)
wait("the end of the server", function() return exit_code ~= nil end)
if exit_code ~= 0 then
  fail("the exit code of the server", exit_code)
end
io.stdout:write("all as it should be\n")
vim.cmd("qall!")
