-- The place in the order of oral speeches its author was last told; null: none yet.
alter table speeches
  add column told_place int,
  add constraint speeches_told_place check (told_place > 0);
