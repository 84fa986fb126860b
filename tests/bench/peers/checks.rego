# The fifteen checks in Rego, for regopy, OPA and regorus: the numbers of the norms that the input violates.
package checks

import rego.v1

late(done, by) if {
	done < 0
	by < input.asOf
}

late(done, by) if {
	done >= 0
	done > by
}

told_before if {
	some n in input.notices
	n.day < input.decided
}

reviewed_before if {
	input.reviewed >= 0
	input.reviewed < input.decided
	input.agreed
}

discussed_before if {
	input.discussed >= 0
	input.discussed < input.decided
}

small if {
	input.natural
	input.fine <= 20000
}

small if {
	not input.natural
	input.fine <= 300000
}

in_range if {
	input.fine >= input.rangeLow
	input.fine <= input.rangeHigh
}

violated contains 0 if {
	some e in input.evidence
	count([o | some o in e.officers; o.from <= e.day; e.day <= o.until]) < 2
}

violated contains 1 if {
	input.found >= 0
	late(input.filed, input.foundDue)
}

violated contains 2 if {
	input.ordinary
	input.filed >= 0
	late(input.decided, input.filedDue)
}

violated contains 3 if {
	input.decided >= 0
	late(input.served, input.weekAfter)
}

violated contains 4 if {
	input.decided >= 0
	late(input.published, input.weekAfter)
}

violated contains 5 if {
	input.ordinary
	input.decided >= 0
	not told_before
}

violated contains 6 if {
	some n in input.notices
	n.fine >= input.threshold
	not n.told
}

violated contains 7 if {
	input.hearing >= 0
	late(input.notified, input.noticeDue)
}

violated contains 8 if {
	input.needsReview
	input.decided >= 0
	not reviewed_before
}

violated contains 9 if {
	input.grave
	input.decided >= 0
	not discussed_before
}

violated contains 10 if {
	input.decided >= 0
	some n in input.notices
	n.day < input.decided
	input.fine > n.fine
}

violated contains 11 if late(input.found, input.limitationEnd)

violated contains 12 if {
	not input.ordinary
	input.decided >= 0
	not small
}

violated contains 13 if {
	input.ordinary
	input.decided >= 0
	not in_range
}

violated contains 14 if {
	input.decided >= 0
	input.fine > 0
	input.served >= 0
	late(input.paid, input.payDue)
}

# The decision list: rows as data.
fitting := [r.way |
	some r in data.rows
	r.item == input.item
	r.first <= input.degree
	input.degree <= r.last
	input.amount < r.below
]

way := fitting[0]

way := 3 if count(fitting) == 0
