-- The programme file, version 1. The invariants of a programme live here, so
-- that a bug in the code is an error and never a wrong sheet:
--
--   * two people meet once, ever        connection (a, b) with a < b, unique
--   * one live group a person a round   one_group_a_round
--   * different parts of the system     one_of_a_sector, unless relaxed
--   * different organisations           one_of_an_organisation
--   * nobody excluded, nobody away      triggers on group_member, attendance
--   * profiles are append-only          triggers on profile
--
-- Months count from year 0 (2026-12 is 2026 * 12 + 11; 22800 to 119999 are the
-- years 1900 to 9999), moments are seconds since 1970 in UTC. A "change" is the
-- log entry of the command that did it: the order of changes is the order of
-- events.

CREATE TABLE log (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	user TEXT NOT NULL,
	command TEXT NOT NULL,
	-- in words; people by id, never by name or address
	effect TEXT NOT NULL
) STRICT;

-- How to take the last change back: a changeset of SQLite's session extension,
-- inverted. At most one row.
CREATE TABLE undo (
	change INTEGER PRIMARY KEY REFERENCES log (id),
	inverse BLOB NOT NULL
) STRICT;

CREATE TABLE programme (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	name TEXT NOT NULL,
	first_month INTEGER NOT NULL
		CHECK (first_month BETWEEN 22800 AND 119999),
	months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 120),
	created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Reference data, from data/*.csv or init --data

CREATE TABLE theme (
	ordinal INTEGER PRIMARY KEY CHECK (ordinal >= 1),
	key TEXT NOT NULL UNIQUE,
	title TEXT NOT NULL,
	system TEXT NOT NULL,
	lens TEXT NOT NULL
) STRICT;

CREATE TABLE prompt (
	theme INTEGER NOT NULL REFERENCES theme (ordinal),
	ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
	kind TEXT NOT NULL
		CHECK (kind IN ('lens', 'warm-up', 'deeper', 'commitment')),
	text TEXT NOT NULL,
	PRIMARY KEY (theme, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE characteristic (
	ordinal INTEGER PRIMARY KEY CHECK (ordinal >= 1),
	key TEXT NOT NULL UNIQUE,
	title TEXT NOT NULL,
	description TEXT NOT NULL
) STRICT;

CREATE TABLE skill (
	characteristic INTEGER NOT NULL REFERENCES characteristic (ordinal),
	ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
	text TEXT NOT NULL,
	PRIMARY KEY (characteristic, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE sector (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	code TEXT NOT NULL UNIQUE,
	label TEXT NOT NULL,
	short TEXT NOT NULL,
	-- the one it is today; its words are that one's, its rounds keep it
	merged_into INTEGER REFERENCES sector (id)
) STRICT;

CREATE TABLE sector_alias (
	alias TEXT PRIMARY KEY,
	sector INTEGER NOT NULL REFERENCES sector (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE organisation (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	folded TEXT NOT NULL UNIQUE,
	sector INTEGER REFERENCES sector (id),
	place TEXT NOT NULL,
	-- the one that its name turned out to mean
	merged_into INTEGER REFERENCES organisation (id)
) STRICT;

CREATE TABLE organisation_alias (
	alias TEXT NOT NULL,
	organisation INTEGER NOT NULL REFERENCES organisation (id),
	-- may mean it, but is never guessed
	ambiguous INTEGER NOT NULL CHECK (ambiguous IN (0, 1)),
	PRIMARY KEY (alias, organisation)
) STRICT, WITHOUT ROWID;

CREATE TABLE seniority (
	alias TEXT PRIMARY KEY,
	step INTEGER NOT NULL CHECK (step BETWEEN 1 AND 5)
) STRICT, WITHOUT ROWID;

CREATE TABLE interest (
	alias TEXT PRIMARY KEY,
	label TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE form_column (
	phrase TEXT NOT NULL,
	-- map: the coordinator's own word, which goes before all others
	match TEXT NOT NULL CHECK (match IN ('map', 'exact', 'phrase')),
	field TEXT NOT NULL,
	PRIMARY KEY (phrase, match)
) STRICT, WITHOUT ROWID;

-- People

CREATE TABLE participant (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	-- a seeded hash of the address they first came in with: order and jitter
	key INTEGER NOT NULL UNIQUE,
	status TEXT NOT NULL CHECK (status IN
		('active', 'paused', 'withdrawn', 'merged', 'erased')),
	-- the month a paused participant is back; NULL: until resumed
	until INTEGER CHECK (until IS NULL OR
		(status = 'paused' AND until BETWEEN 22800 AND 119999)),
	-- who a merged one turned out to be
	merged_into INTEGER REFERENCES participant (id)
		CHECK ((merged_into IS NOT NULL) = (status = 'merged')),
	-- the newest profile
	profile INTEGER REFERENCES profile (id) DEFERRABLE INITIALLY DEFERRED,
	-- completion time of the newest answer, and a digest of the row
	answered_at INTEGER NOT NULL,
	digest INTEGER NOT NULL,
	-- waits counted before their first round (late joiners); NULL: not in one
	wait_base INTEGER CHECK (wait_base >= 0)
) STRICT;

CREATE TABLE address (
	address TEXT PRIMARY KEY,
	participant INTEGER NOT NULL REFERENCES participant (id),
	current INTEGER NOT NULL CHECK (current IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_current_address ON address (participant)
	WHERE current = 1;
CREATE INDEX address_of ON address (participant);

CREATE INDEX participant_merged ON participant (merged_into)
	WHERE merged_into IS NOT NULL;

-- Months that somebody sits out by their own wish.
CREATE TABLE away (
	participant INTEGER NOT NULL REFERENCES participant (id),
	month INTEGER NOT NULL,
	PRIMARY KEY (participant, month)
) STRICT, WITHOUT ROWID;

-- An erased address is remembered as a keyed hash alone, so that a form that
-- still holds it does not bring its owner back.
CREATE TABLE erased_address (
	digest INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE profile (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	participant INTEGER NOT NULL REFERENCES participant (id),
	change INTEGER NOT NULL REFERENCES log (id),
	name TEXT NOT NULL,
	sector INTEGER REFERENCES sector (id),
	organisation INTEGER REFERENCES organisation (id),
	place TEXT NOT NULL,
	profession TEXT NOT NULL,
	seniority TEXT NOT NULL,
	seniority_step INTEGER NOT NULL CHECK (seniority_step BETWEEN 0 AND 5),
	interests TEXT NOT NULL,
	hopes TEXT NOT NULL,
	availability TEXT NOT NULL,
	erased INTEGER NOT NULL DEFAULT 0,
	CHECK (CASE erased
		WHEN 0 THEN name <> '' AND sector IS NOT NULL
		WHEN 1 THEN name || place || profession || seniority ||
			interests || hopes || availability = '' AND
			sector IS NULL AND organisation IS NULL AND
			seniority_step = 0
		ELSE 0 END)
) STRICT;
CREATE INDEX profile_of ON profile (participant, id);
CREATE INDEX profile_name ON profile (name COLLATE NOCASE);

CREATE TRIGGER profile_is_append_only BEFORE UPDATE ON profile
WHEN NEW.erased = 0 OR NEW.id <> OLD.id OR NEW.participant <> OLD.participant
BEGIN
	SELECT raise(ABORT, 'profiles are append-only: add a version');
END;
-- INSERT OR REPLACE deletes without a DELETE trigger.
CREATE TRIGGER profile_is_not_replaced BEFORE INSERT ON profile
WHEN EXISTS (SELECT 1 FROM profile WHERE id = NEW.id)
BEGIN
	SELECT raise(ABORT, 'profiles are append-only: add a version');
END;
CREATE TRIGGER profile_is_kept BEFORE DELETE ON profile
BEGIN
	SELECT raise(ABORT, 'profiles are kept: erase empties them');
END;

-- Answers to questions that the programme does not know, kept because the
-- coordinator asked for it (import --keep-unknown).
CREATE TABLE extra (
	participant INTEGER NOT NULL REFERENCES participant (id),
	question TEXT NOT NULL,
	answer TEXT NOT NULL,
	PRIMARY KEY (participant, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE exclusion (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	a INTEGER NOT NULL REFERENCES participant (id),
	b INTEGER NOT NULL REFERENCES participant (id),
	source TEXT NOT NULL CHECK (source IN ('form', 'coordinator')),
	-- the one of the two who asked for it; NULL: nobody of them
	asked INTEGER REFERENCES participant (id) CHECK (asked IN (a, b)),
	change INTEGER NOT NULL REFERENCES log (id),
	removed INTEGER REFERENCES log (id),
	CHECK (a < b)
) STRICT;
CREATE UNIQUE INDEX one_exclusion_in_force ON exclusion (a, b)
	WHERE removed IS NULL;

-- Somebody named in a form who is not known yet.
CREATE TABLE pending_exclusion (
	participant INTEGER NOT NULL REFERENCES participant (id),
	who TEXT NOT NULL,
	PRIMARY KEY (participant, who)
) STRICT, WITHOUT ROWID;

-- Rounds. A round has revisions: 1 is the match, the later ones its repairs.
-- Every revision keeps the facts it was made from.

CREATE TABLE round (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	ordinal INTEGER NOT NULL UNIQUE CHECK (ordinal >= 1),
	month INTEGER NOT NULL UNIQUE CHECK (month BETWEEN 22800 AND 119999),
	theme INTEGER NOT NULL REFERENCES theme (ordinal),
	-- when its sheets first left the house; NULL: not yet
	exported_at INTEGER
) STRICT;

CREATE TABLE revision (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	round INTEGER NOT NULL REFERENCES round (id),
	number INTEGER NOT NULL CHECK (number >= 1),
	change INTEGER NOT NULL REFERENCES log (id),
	kind TEXT NOT NULL CHECK (kind IN ('match', 'repair')),
	pairs INTEGER NOT NULL,
	ceiling INTEGER NOT NULL,
	waits_made_good INTEGER NOT NULL,
	score INTEGER NOT NULL,
	bound INTEGER NOT NULL,
	given_up INTEGER NOT NULL CHECK (given_up >= 0),
	optimal INTEGER NOT NULL CHECK (optimal IN (0, 1)),
	-- the dual solution, as certificate_encode() writes it
	certificate BLOB NOT NULL,
	UNIQUE (round, number),
	CHECK (pairs <= ceiling),
	CHECK (optimal = 0 OR score = bound - given_up)
) STRICT;

CREATE TABLE revision_setting (
	revision INTEGER NOT NULL REFERENCES revision (id),
	key TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (revision, key)
) STRICT, WITHOUT ROWID;

-- Everybody active in a revision, placed or waiting.
CREATE TABLE attendance (
	revision INTEGER NOT NULL REFERENCES revision (id),
	participant INTEGER NOT NULL REFERENCES participant (id),
	profile INTEGER NOT NULL REFERENCES profile (id),
	earlier_waits INTEGER NOT NULL CHECK (earlier_waits >= 0),
	-- ids of the sectors met before, ascending: "2 5"
	met TEXT NOT NULL,
	-- why people wait: 0 outside, 1 between the parts, 2 + number of the part
	witness INTEGER NOT NULL CHECK (witness >= 0),
	PRIMARY KEY (revision, participant)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_of ON attendance (participant);

CREATE TRIGGER attendance_is_of_the_active BEFORE INSERT ON attendance
WHEN NOT EXISTS (
	SELECT 1 FROM participant p, revision v, round r
	WHERE p.id = NEW.participant AND v.id = NEW.revision AND
		r.id = v.round AND
		(p.status = 'active' OR
		 (p.status = 'paused' AND p.until <= r.month)) AND
		NOT EXISTS (
			SELECT 1 FROM away
			WHERE participant = p.id AND month = r.month))
BEGIN
	SELECT raise(ABORT, 'only active participants take part in a round');
END;
CREATE TRIGGER attendance_has_own_profile BEFORE INSERT ON attendance
WHEN NOT EXISTS (
	SELECT 1 FROM profile
	WHERE id = NEW.profile AND participant = NEW.participant)
BEGIN
	SELECT raise(ABORT, 'the profile is somebody else''s');
END;

-- The exclusions in force for a revision.
CREATE TABLE attendance_exclusion (
	revision INTEGER NOT NULL,
	a INTEGER NOT NULL,
	b INTEGER NOT NULL,
	PRIMARY KEY (revision, a, b),
	CHECK (a < b),
	FOREIGN KEY (revision, a) REFERENCES attendance (revision, participant),
	FOREIGN KEY (revision, b) REFERENCES attendance (revision, participant)
) STRICT, WITHOUT ROWID;

CREATE TABLE match_group (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	round INTEGER NOT NULL REFERENCES round (id),
	revision INTEGER NOT NULL REFERENCES revision (id),
	number INTEGER NOT NULL CHECK (number >= 1),
	kind TEXT NOT NULL CHECK (kind IN ('pair', 'trio')),
	relaxed INTEGER NOT NULL CHECK (relaxed IN (0, 1)),
	score INTEGER NOT NULL CHECK (score >= 0),
	outcome TEXT NOT NULL DEFAULT 'unknown'
		CHECK (outcome IN ('unknown', 'met', 'not met')),
	-- the revision that dissolved it
	superseded INTEGER REFERENCES revision (id),
	live INTEGER NOT NULL DEFAULT 1 CHECK (live = (superseded IS NULL)),
	UNIQUE (id, round, kind, relaxed, live)
) STRICT;
CREATE UNIQUE INDEX one_group_a_number ON match_group (round, number)
	WHERE live = 1;

CREATE TABLE group_member (
	match_group INTEGER NOT NULL,
	round INTEGER NOT NULL,
	kind TEXT NOT NULL,
	relaxed INTEGER NOT NULL,
	live INTEGER NOT NULL,
	seat INTEGER NOT NULL
		CHECK (seat BETWEEN 1 AND CASE kind WHEN 'trio' THEN 3 ELSE 2 END),
	participant INTEGER NOT NULL REFERENCES participant (id),
	-- the facts that the rules read, those of the profile in the attendance
	sector INTEGER REFERENCES sector (id),
	organisation INTEGER REFERENCES organisation (id),
	PRIMARY KEY (match_group, seat),
	UNIQUE (match_group, participant),
	FOREIGN KEY (match_group, round, kind, relaxed, live)
		REFERENCES match_group (id, round, kind, relaxed, live)
		ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_group_a_round ON group_member (round, participant)
	WHERE live = 1;
CREATE UNIQUE INDEX one_of_a_sector ON group_member (match_group, sector)
	WHERE live = 1 AND relaxed = 0;
CREATE UNIQUE INDEX one_of_an_organisation
	ON group_member (match_group, organisation) WHERE live = 1;
CREATE INDEX group_member_of ON group_member (participant);

CREATE TABLE connection (
	a INTEGER NOT NULL REFERENCES participant (id),
	b INTEGER NOT NULL REFERENCES participant (id),
	-- NULL: before this programme; then `month` may say when
	round INTEGER REFERENCES round (id),
	month INTEGER CHECK (month BETWEEN 22800 AND 119999),
	change INTEGER NOT NULL REFERENCES log (id),
	PRIMARY KEY (a, b),
	CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX connection_of ON connection (b);

-- Connections that were taken back, so that the rounds made while they stood
-- can still be judged.
CREATE TABLE former_connection (
	a INTEGER NOT NULL,
	b INTEGER NOT NULL,
	round INTEGER,
	change INTEGER NOT NULL REFERENCES log (id),
	released INTEGER NOT NULL REFERENCES log (id),
	PRIMARY KEY (a, b, change)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER connection_is_remembered AFTER DELETE ON connection
BEGIN
	INSERT INTO former_connection (a, b, round, change, released)
	SELECT OLD.a, OLD.b, OLD.round, OLD.change, max(id) FROM log;
END;

CREATE TRIGGER member_has_the_facts BEFORE INSERT ON group_member
WHEN NOT EXISTS (
	SELECT 1 FROM match_group g
	JOIN attendance t
		ON t.revision = g.revision AND t.participant = NEW.participant
	JOIN profile p ON p.id = t.profile
	WHERE g.id = NEW.match_group AND p.sector IS NEW.sector AND
		p.organisation IS NEW.organisation)
BEGIN
	SELECT raise(ABORT, 'a member has the facts of the attendance');
END;
CREATE TRIGGER member_is_not_excluded BEFORE INSERT ON group_member
WHEN EXISTS (
	SELECT 1 FROM match_group g
	JOIN group_member m ON m.match_group = g.id
	JOIN attendance_exclusion x ON x.revision = g.revision AND
		x.a = min(m.participant, NEW.participant) AND
		x.b = max(m.participant, NEW.participant)
	WHERE g.id = NEW.match_group) OR EXISTS (
	SELECT 1 FROM match_group g
	JOIN revision v ON v.id = g.revision
	JOIN group_member m ON m.match_group = g.id
	JOIN exclusion x ON x.change <= v.change AND x.removed IS NULL AND
		x.a = min(m.participant, NEW.participant) AND
		x.b = max(m.participant, NEW.participant)
	WHERE g.id = NEW.match_group)
BEGIN
	SELECT raise(ABORT, 'an exclusion keeps these two apart');
END;
-- Every two members of a group get a connection. One that another round has
-- made already is a repeat, and is refused; one of the same round is a repair
-- that keeps the two together.
CREATE TRIGGER members_meet AFTER INSERT ON group_member
BEGIN
	INSERT INTO connection (a, b, round, change)
	SELECT min(m.participant, NEW.participant),
		max(m.participant, NEW.participant), NEW.round, v.change
	FROM group_member m
	JOIN match_group g ON g.id = m.match_group
	JOIN revision v ON v.id = g.revision
	WHERE m.match_group = NEW.match_group AND
		m.participant <> NEW.participant AND
		NOT EXISTS (
			SELECT 1 FROM connection c
			WHERE c.a = min(m.participant, NEW.participant) AND
				c.b = max(m.participant, NEW.participant) AND
				c.round = NEW.round);
END;
-- The primary key alone would do, but for INSERT OR IGNORE: the trigger above
-- would inherit it, and two people would meet again without a word.
CREATE TRIGGER connection_is_unique BEFORE INSERT ON connection
WHEN EXISTS (SELECT 1 FROM connection WHERE a = NEW.a AND b = NEW.b)
BEGIN
	SELECT raise(ABORT, 'these two have met before');
END;
CREATE TRIGGER member_is_kept BEFORE UPDATE ON group_member
WHEN NEW.participant <> OLD.participant OR NEW.seat <> OLD.seat OR
	NEW.match_group <> OLD.match_group OR
	(NEW.sector IS NOT OLD.sector AND NEW.sector IS NOT NULL) OR
	(NEW.organisation IS NOT OLD.organisation AND
	 NEW.organisation IS NOT NULL)
BEGIN
	SELECT raise(ABORT, 'a group is never rewritten: supersede it');
END;
-- While two people are in a live group that was not reported as not met,
-- their connection stands.
CREATE TRIGGER connection_stands BEFORE DELETE ON connection
WHEN EXISTS (
	SELECT 1 FROM group_member m
	JOIN group_member n ON n.match_group = m.match_group
	JOIN match_group g ON g.id = m.match_group
	WHERE m.participant = OLD.a AND n.participant = OLD.b AND
		g.live = 1 AND g.outcome <> 'not met')
BEGIN
	SELECT raise(ABORT, 'these two are in a live group');
END;
CREATE TRIGGER connection_is_kept BEFORE UPDATE ON connection
BEGIN
	SELECT raise(ABORT, 'a connection is never rewritten');
END;
