// Package mcp serves the facts to writing assistants over the Model Context Protocol, so that they check themselves
// against the record: check_draft judges a text, lookup_facts finds figures by the words for them, list_datasets tells
// what is on record. Every tool answers with structured output, whose schema it declares, and with the same as text.
//
// The protocol is the official Go SDK's, github.com/modelcontextprotocol/go-sdk. The server writes nothing, opens no
// connection and reads no file but the facts; it reads those again when they have changed.
package mcp
