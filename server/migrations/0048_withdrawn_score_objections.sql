-- A member takes an open objection to a score back (撤回异议).
alter table assessment_objections drop constraint assessment_objections_state;
alter table assessment_objections add constraint assessment_objections_state check (state in ('open', 'upheld', 'refused', 'withdrawn'));
