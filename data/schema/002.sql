-- Version 2: what a coordinator would rather see. More invariants:
--
--   * one wish in force for two people        one_wish_in_force
--   * one must-pair a person a month          must_pair_is_the_only_one
--   * who must be a pair is in no other one   must_pairs_stay_together
--   * what was said is ended, never rewritten wish_is_kept, must_pair_is_kept

CREATE TABLE wish (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	a INTEGER NOT NULL REFERENCES participant (id),
	b INTEGER NOT NULL REFERENCES participant (id),
	kind TEXT NOT NULL CHECK (kind IN ('prefer', 'avoid')),
	change INTEGER NOT NULL REFERENCES log (id),
	removed INTEGER REFERENCES log (id),
	CHECK (a < b)
) STRICT;
CREATE UNIQUE INDEX one_wish_in_force ON wish (a, b) WHERE removed IS NULL;
CREATE TRIGGER wish_is_kept BEFORE UPDATE ON wish
WHEN OLD.removed IS NOT NULL OR NEW.a <> OLD.a OR NEW.b <> OLD.b OR
	NEW.kind <> OLD.kind OR NEW.change <> OLD.change
BEGIN
	SELECT raise(ABORT, 'a wish is never rewritten: end it');
END;

-- Two who are to be put together in a month, whatever else would be best.
CREATE TABLE must_pair (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	a INTEGER NOT NULL REFERENCES participant (id),
	b INTEGER NOT NULL REFERENCES participant (id),
	month INTEGER NOT NULL CHECK (month BETWEEN 22800 AND 119999),
	change INTEGER NOT NULL REFERENCES log (id),
	removed INTEGER REFERENCES log (id),
	CHECK (a < b)
) STRICT;
CREATE INDEX must_pair_in_force ON must_pair (month) WHERE removed IS NULL;
CREATE TRIGGER must_pair_is_the_only_one BEFORE INSERT ON must_pair
WHEN NEW.removed IS NULL AND EXISTS (
	SELECT 1 FROM must_pair
	WHERE month = NEW.month AND removed IS NULL AND
		(a IN (NEW.a, NEW.b) OR b IN (NEW.a, NEW.b)))
BEGIN
	SELECT raise(ABORT, 'one of these two must meet somebody else');
END;
CREATE TRIGGER must_pair_is_kept BEFORE UPDATE ON must_pair
WHEN OLD.removed IS NOT NULL OR NEW.a <> OLD.a OR NEW.b <> OLD.b OR
	NEW.month <> OLD.month OR NEW.change <> OLD.change
BEGIN
	SELECT raise(ABORT, 'a must-pair is never rewritten: end it');
END;

-- The wishes in force for a revision.
CREATE TABLE attendance_wish (
	revision INTEGER NOT NULL,
	a INTEGER NOT NULL,
	b INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('prefer', 'avoid')),
	PRIMARY KEY (revision, a, b),
	CHECK (a < b),
	FOREIGN KEY (revision, a) REFERENCES attendance (revision, participant),
	FOREIGN KEY (revision, b) REFERENCES attendance (revision, participant)
) STRICT, WITHOUT ROWID;

-- The must-pairs in force for it, and what became of them.
CREATE TABLE revision_pair (
	revision INTEGER NOT NULL REFERENCES revision (id),
	a INTEGER NOT NULL REFERENCES participant (id),
	b INTEGER NOT NULL REFERENCES participant (id),
	-- what made it impossible; 'kept': nothing
	fate TEXT NOT NULL CHECK (fate IN ('kept', 'sector', 'organisation',
		'met', 'excluded', 'absent', 'taken')),
	PRIMARY KEY (revision, a, b),
	CHECK (a < b)
) STRICT, WITHOUT ROWID;

-- The first two seats of a group are its pair.
CREATE TRIGGER must_pairs_stay_together BEFORE INSERT ON group_member
WHEN NEW.seat > 1 AND EXISTS (
	SELECT 1 FROM match_group g
	JOIN group_member m ON m.match_group = g.id AND m.seat = 1
	JOIN revision_pair x ON x.revision = g.revision AND x.fate = 'kept'
	WHERE g.id = NEW.match_group AND CASE NEW.seat
		WHEN 2 THEN (m.participant IN (x.a, x.b)) <>
			(NEW.participant IN (x.a, x.b))
		ELSE NEW.participant IN (x.a, x.b) END)
BEGIN
	SELECT raise(ABORT, 'these two must be a pair');
END;
