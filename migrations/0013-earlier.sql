-- Words that an officer took up are evidence: when their author changes them, the first ones stay beside the new.
alter table report
  add column earlier text,
  alter column earlier set statistics 0;
