-- Version 4: who said of which group whether it met. More invariants:
--
--   * one answer of a person about a group    one_report_in_force
--   * it is about a group of their own        report_is_of_the_group
--   * what was said is ended, never rewritten report_is_kept
--
-- The outcome of a group follows from the reports in force: met if anybody says
-- so, else not met if anybody does, else unknown.

CREATE TABLE report (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	match_group INTEGER NOT NULL REFERENCES match_group (id),
	-- NULL: nobody knows whose it is, or they were erased. It ends once
	-- everybody in the group has said something of their own.
	participant INTEGER REFERENCES participant (id),
	outcome TEXT NOT NULL CHECK (outcome IN ('unknown', 'met', 'not met')),
	-- when they completed the form; 0: the row did not say
	completed INTEGER NOT NULL DEFAULT 0,
	change INTEGER NOT NULL REFERENCES log (id),
	removed INTEGER REFERENCES log (id)
) STRICT;
CREATE UNIQUE INDEX one_report_in_force ON report (match_group, participant)
	WHERE removed IS NULL;
CREATE INDEX report_of ON report (participant);
CREATE TRIGGER report_is_of_the_group BEFORE INSERT ON report
WHEN NEW.participant IS NOT NULL AND NOT EXISTS (
	SELECT 1 FROM group_member m JOIN participant p ON p.id = m.participant
	WHERE m.match_group = NEW.match_group AND
		NEW.participant IN (p.id, p.merged_into))
BEGIN
	SELECT raise(ABORT, 'only its members report on a group');
END;
CREATE TRIGGER report_is_kept BEFORE UPDATE ON report
WHEN NEW.id <> OLD.id OR NEW.match_group <> OLD.match_group OR
	NEW.outcome <> OLD.outcome OR NEW.change <> OLD.change OR
	(OLD.removed IS NOT NULL AND NEW.removed IS NOT OLD.removed) OR
	(NEW.participant IS NOT OLD.participant AND
	 NEW.participant IS NOT NULL) OR
	(NEW.completed <> OLD.completed AND NEW.completed <> 0)
BEGIN
	SELECT raise(ABORT, 'a report is never rewritten: end it');
END;

-- What groups came to before reports were kept stands, as nobody's report. The
-- change before, if it was about groups, knows nothing of that: it stays.
INSERT INTO report (match_group, outcome, change)
SELECT g.id, g.outcome, max(l.id) FROM match_group g, log l
WHERE g.outcome <> 'unknown' GROUP BY g.id;
DELETE FROM undo WHERE EXISTS (SELECT 1 FROM report) AND change IN (
	SELECT id FROM log WHERE command IN ('import', 'match', 'repair'));
