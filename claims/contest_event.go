package claims

import "github.com/onrecord/onrecord/facts/quantity"

// EventKind is the sort of a claim about a contest.
type EventKind uint8

// The sorts of claims about a contest.
const (
	EventFigure      EventKind = iota // a person's or a side's figure: "18 points", "a block", "8-of-14 shooting"
	EventPoints                       // a side's score, whole or in some parts
	EventWinBy                        // how far the winner was ahead, whole or in some parts
	EventStanding                     // wins or losses so far: "(32-18)"
	EventVictory                      // that the side won or lost: "defeated", "in the loss"
	EventWonPart                      // that the side had the higher score in some parts: "outscored"
	EventWrongSide                    // a name of a side: who is told of is of it
	EventWrongPerson                  // a name of a person: the figures beside it are another's
	EventWrongTry                     // words for tries: the figures before them are of others
	EventTwin                         // a name joined to itself
	EventInRow                        // that the side played the day before the event, or plays the day after it
	EventMember                       // a person who should be of the side that the text tells of
	EventLeads                        // the most of the side, of its group or of all
	EventNextBest                     // the most after those named
	EventPlace                        // a place in the order of the side
	EventOnlyOther                    // nobody else reached double figures
	EventDouble                       // that the person reached double figures
	EventInGroup                      // that the person is of a group: the bench
	EventAttribute                    // that the side has an attribute: the host
	EventAhead                        // that the side was ahead all through some parts, or all
	EventBehind                       // that the side was behind at some time
	EventMore                         // that the side had more of something than the other
	EventCountOver                    // how many of a side reached double figures
	EventOpponent                     // whom the side plays next
	EventGameDay                      // on what day it does
	EventGamePlace                    // where it does
	EventUnread                       // a figure of something that the facts of a contest don't hold
)

// Event is a claim about a contest that the words of a sentence make.
type Event struct {
	Kind        EventKind
	First, Last int // the tokens of the claim
	Amount      int // index into Amounts, -1 for none
	Value       quantity.Number
	Side        int       // index into Contest.Sides, -1 when not said
	Persons     []*Person // whom it may be about, for Figures of persons
	Measures    []string  // ids of the measures that it may be a figure of, the likeliest first
	Parts       [2]int    // the innings [a, b) that it is about; empty for the whole
	Group       string    // key of a label: of the group, the attribute, or the club named
	Won         bool      // of Victory: what the words say
	Firm        bool      // the words leave no doubt who is meant
	Former      []*Person // of NextBest and OnlyOther: those named before
	Day         string    // of GameDay: the weekday named; of Opponent: the one beside it
	All         bool      // of Leads: among both sides
	Later       bool      // of Opponent and GameDay: another event may come before it
	Within      bool      // of Points: of a stretch of the parts, which can't hold more than they do
	Most        bool      // of Ahead: most of the time, not all
	AtLeast     bool      // of Figure: the words make the value a lower bound
	Feat        bool      // of Figure: something done, which a single act does not make
}

// Tells reports whether an event of the sentence is about some of the tokens [first, last).
func (s *Sentence) Tells(first, last int) bool {
	for i := range s.Events {
		if e := &s.Events[i]; e.First < last && first < e.Last {
			return true
		}
	}
	return false
}
