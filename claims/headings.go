package claims

import "github.com/onrecord/onrecord/draft"

const (
	headingKind = draft.Heading
	titleKind   = draft.Title
)
