-- Version 3: what invitations have gone out, so that a calendar that took one
-- takes what is changed for the same meeting. They name nobody: whom they were
-- for, the members of the group say. More invariants:
--
--   * a meeting has one identifier, for life     invitation_is_kept
--   * its versions count up from 0               versions_count_up
--   * what is cancelled comes to life no more    cancelled_is_cancelled
--   * what was issued is never rewritten         version_is_kept

CREATE TABLE invitation (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	round INTEGER NOT NULL REFERENCES round (id),
	number INTEGER NOT NULL CHECK (number >= 1),
	uid TEXT NOT NULL UNIQUE,
	UNIQUE (round, number)
) STRICT;
CREATE TRIGGER invitation_is_kept BEFORE UPDATE ON invitation
BEGIN
	SELECT raise(ABORT, 'an invitation is never rewritten');
END;

CREATE TABLE invitation_version (
	invitation INTEGER NOT NULL REFERENCES invitation (id),
	sequence INTEGER NOT NULL CHECK (sequence >= 0),
	-- whom it was issued to; of what is cancelled, whom it was issued to last
	match_group INTEGER NOT NULL REFERENCES match_group (id),
	cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
	-- when the programme was last changed before it: DTSTAMP
	stamp INTEGER NOT NULL,
	-- of what it said; 0: of what is cancelled, and once somebody of the
	-- group was erased
	digest INTEGER NOT NULL,
	-- the time it proposed, as the setting has it; '': none
	slot TEXT NOT NULL,
	change INTEGER NOT NULL REFERENCES log (id),
	PRIMARY KEY (invitation, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_version_of ON invitation_version (match_group);
CREATE TRIGGER versions_count_up BEFORE INSERT ON invitation_version
WHEN NEW.sequence <> (
	SELECT coalesce(max(sequence) + 1, 0) FROM invitation_version
	WHERE invitation = NEW.invitation)
BEGIN
	SELECT raise(ABORT, 'versions count up from 0');
END;
CREATE TRIGGER version_is_of_the_round BEFORE INSERT ON invitation_version
WHEN NOT EXISTS (
	SELECT 1 FROM invitation i JOIN match_group g ON g.round = i.round
	WHERE i.id = NEW.invitation AND g.id = NEW.match_group)
BEGIN
	SELECT raise(ABORT, 'the group is of another round');
END;
CREATE TRIGGER cancelled_is_cancelled BEFORE INSERT ON invitation_version
WHEN EXISTS (
	SELECT 1 FROM invitation_version
	WHERE invitation = NEW.invitation AND cancelled = 1)
BEGIN
	SELECT raise(ABORT, 'what is cancelled stays so: issue another');
END;
CREATE TRIGGER only_the_live_are_invited BEFORE INSERT ON invitation_version
WHEN NEW.cancelled = 0 AND NOT EXISTS (
	SELECT 1 FROM match_group WHERE id = NEW.match_group AND live = 1)
BEGIN
	SELECT raise(ABORT, 'the group was dissolved');
END;
CREATE TRIGGER version_is_kept BEFORE UPDATE ON invitation_version
WHEN NEW.digest <> 0 OR NEW.invitation <> OLD.invitation OR
	NEW.sequence <> OLD.sequence OR NEW.match_group <> OLD.match_group OR
	NEW.cancelled <> OLD.cancelled OR NEW.stamp <> OLD.stamp OR
	NEW.slot <> OLD.slot OR NEW.change <> OLD.change
BEGIN
	SELECT raise(ABORT, 'what was issued is never rewritten');
END;
CREATE TRIGGER version_is_not_replaced BEFORE INSERT ON invitation_version
WHEN EXISTS (
	SELECT 1 FROM invitation_version
	WHERE invitation = NEW.invitation AND sequence = NEW.sequence)
BEGIN
	SELECT raise(ABORT, 'what was issued is never rewritten');
END;
CREATE TRIGGER version_stays BEFORE DELETE ON invitation_version
BEGIN
	SELECT raise(ABORT, 'what was issued stays on record');
END;
