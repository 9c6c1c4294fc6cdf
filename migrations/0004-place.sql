-- What was found for the words of a place and how sure: {name, nameKk, by, likelihood, missing} (inspection/gazetteer.ts).
-- `by` is also 'pin' for a location sent by the resident and 'person' once somebody of the staff has set the place.
alter table incident add column place jsonb;
