// Package lsp is the language server of onrecord: an editor sends drafts as they are typed, and gets diagnostics for
// claims that the facts refute, hover cards with the evidence for every figure that is on record, replacements, and
// ways from a figure to its row and from a row to the drafts that cite it.
//
// The protocol is version 3.17 over standard input and output. JSON-RPC is github.com/creachadair/jrpc2, which keeps
// notifications in order, answers malformed messages without ending the session, and lets the server push. The
// structures of the protocol are our own, as no maintained Go module has those of 3.17: only what is used here, in
// protocol.go.
//
// A keystroke is answered twice: at once by [rules.Checker.Recheck], which judges the paragraph that was edited, and when
// typing pauses by a whole check. Every answer carries the version of the draft that it is about, and one that a
// newer version has overtaken is dropped.
package lsp
