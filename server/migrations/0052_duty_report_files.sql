-- What a member wrote elsewhere, as Word or on paper, hangs on the yearly report (年度履职报告).
create table duty_report_files (
  committee_id uuid not null,
  report_id uuid not null,
  file_id uuid not null,
  added_at timestamptz not null,
  constraint duty_report_files_pkey primary key (committee_id, report_id, file_id),
  constraint duty_report_files_report foreign key (committee_id, report_id) references duty_reports (committee_id, id),
  constraint duty_report_files_file foreign key (committee_id, file_id) references files (committee_id, id)
);
