package quantity

// Hedge is what a text says about the relation of its figure to the value it stands for.
type Hedge uint8

// The hedges of the design's table.
const (
	Bare     Hedge = iota // "388"
	About                 // "about 400", "some 400", "400 or so"
	Nearly                // "nearly 400", "almost", "just under", "close to"
	MoreThan              // "more than 400", "over", "above"
	JustOver              // "just over 400", "slightly more than"
	AtLeast               // "at least 400", "400 or more"
	UpTo                  // "up to 400", "at most", "no more than", "400 or less"
	LessThan              // "fewer than 400", "under", "below"
	Equals                // "exactly 400", "equal to 400": accepts what the bare figure accepts
)

var hedgeNames = [...]string{"", "about", "nearly", "more than", "just over", "at least", "up to", "less than", "exactly"}

// String returns the hedge in a plain English form, "" for Bare.
func (h Hedge) String() string { return hedgeNames[h] }

// Form is how an amount is written.
type Form uint8

// The forms of amounts.
const (
	Digits   Form = iota // "1,204", "1.2 million", "$5"
	Words                // "two hundred and five"
	Fraction             // "two-thirds", "two in five", "nine out of 10", "½"
	Ordinal              // "third", "21st"
	Multiple             // "doubled", "three times"
	Vague                // "dozens", "several": a range of usual sizes
)

var formNames = [...]string{"digits", "words", "fraction", "ordinal", "multiple", "vague"}

// String returns the form's name.
func (f Form) String() string { return formNames[f] }

// Amount is an amount as a text writes it.
type Amount struct {
	Value Number // of a fraction without a finite decimal: cut to 19 decimals, see Ratio
	High  Number // upper end of a range Value..High
	Num   Number // of a fraction or a compound ("5 feet 2 inches"): its exact terms, Den 0 otherwise
	Den   Number

	IsRange           bool
	OpenLow, OpenHigh bool // a side of a range without bound: "thousands" has no upper one

	Step   Number // worth of the last written digit with its scale: 100000 for "1.2 million", 1 for "20"
	Scaled bool   // has decimals or a scale word or letter, so that rounding is allowed
	More   bool   // of a multiple: "three times more", which some read as 3 times and others as 4
	Unit   Unit
	Hedge  Hedge
	Form   Form
}

// Ratio returns the exact value of a.
func (a Amount) Ratio() Ratio {
	if !a.Den.IsZero() {
		r, _ := Quo(a.Num, a.Den)
		return r
	}
	return Of(a.Value)
}

// Fit tells how well a value fits an amount as written.
type Fit uint8

// The fits, from bad to good.
const (
	No          Fit = iota
	Understated     // true, but far from what the words suggest: "more than 200" for 388
	Within          // by rounding or by what the hedge allows
	Exact           // the very value
)

var fitNames = [...]string{"no", "understated", "within", "exact"}

// String returns the fit's name.
func (f Fit) String() string { return fitNames[f] }
