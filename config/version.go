package config

import (
	"slices"
	"strconv"
	"strings"
)

// version is a semantic version without what follows the patch: a build on the way to a version is taken for it.
type version struct {
	parts [3]int // major, minor, patch
	given int    // how many of them are written: "1.4" leaves the patch open
}

// parseVersion reads 1, 1.4, v1.4.2 and 1.4.2-rc.1+7.
func parseVersion(text string) (v version, ok bool) {
	text = strings.TrimPrefix(strings.TrimSpace(text), "v")
	if end := strings.IndexAny(text, "-+"); end >= 0 {
		text = text[:end]
	}
	for part := range strings.SplitSeq(text, ".") {
		n, err := strconv.ParseUint(part, 10, 31)
		if err != nil || v.given == len(v.parts) {
			return version{}, false
		}
		v.parts[v.given] = int(n)
		v.given++
	}
	return v, true
}

// compare compares as many parts of a running version as required has.
func (v version) compare(required version) int {
	return slices.Compare(v.parts[:required.given], required.parts[:required.given])
}

// wrongVersion tells why a version does not meet what a configuration requires, "" if it does. Builds without a number
// of their own meet everything.
func wrongVersion(required, running string) string {
	v, ok := parseVersion(running)
	if !ok {
		return ""
	}
	for condition := range strings.SplitSeq(required, ",") {
		condition = strings.TrimSpace(condition)
		bare := strings.TrimLeft(condition, "<>=~^")
		wanted, ok := parseVersion(bare)
		if !ok {
			return strconv.Quote(condition) + " is no version, as in >= 1.2"
		}
		if !v.meets(strings.TrimSuffix(condition, bare), wanted) {
			return "this is onrecord " + running + ", and the configuration is written for " + required
		}
	}
	return ""
}

// meets compares as other programs do: what a required version leaves open may be anything, so that "> 1.4" begins with
// 1.5, and "~> 1.4" and "1.4" are any 1.4.
func (v version) meets(sign string, required version) bool {
	c := v.compare(required)
	switch sign {
	case ">=":
		return c >= 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	case "<":
		return c < 0
	case "~>": // "~> 1.4.2": a later patch of 1.4
		fixed := required
		fixed.given = min(required.given, 2)
		return c >= 0 && v.compare(fixed) == 0
	case "^": // up to the next version that may break: the first part that is not 0
		fixed := required
		for fixed.given = 1; fixed.given < required.given && required.parts[fixed.given-1] == 0; fixed.given++ {
		}
		return c >= 0 && v.compare(fixed) == 0
	}
	return c == 0
}
