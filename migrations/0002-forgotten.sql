-- The planner keeps samples of a column's values in its own, logged catalogue. What people wrote does not belong there:
-- a room would outlive its purge in them, a dropped message its dropping. No query searches by these columns.
alter table room_message
  alter column author set statistics 0,
  alter column author_name set statistics 0,
  alter column text set statistics 0,
  alter column attachments set statistics 0,
  alter column location set statistics 0,
  alter column buttons set statistics 0;
alter table room_visitor
  alter column nickname set statistics 0;
alter table report
  alter column author set statistics 0,
  alter column author_name set statistics 0,
  alter column text set statistics 0,
  alter column location set statistics 0,
  alter column reading set statistics 0;
