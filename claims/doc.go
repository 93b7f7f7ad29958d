// Package claims reads what an article says and binds it to facts, before anything is judged.
//
// A Grammar, built once for the Vocabulary of a catalog, reads a draft into an Article of Sentences. Each sentence holds
// its tokens, the amounts and periods that a Reader finds in it, the names by which the facts are known, the cues
// that tell how figures relate, and what each amount does: a level, a change, a share, a multiple. Events are what it
// says of a contest. A Binder then gives, for a figure or a cue, the Readings that connect it with a measure, members
// and a period: the best first, each with what it costs and where its parts came from.
//
// The words of the language stand in package lexicon. The package looks facts up to know their names and periods; it
// never says whether a claim is true.
package claims
