-- Why a wording was given back: it stays with the wording, the next one begins with a clean page.
alter table proposal_texts
  add column returned_at timestamptz,
  add column return_note text not null default '',
  add column returned_by text not null default '';
