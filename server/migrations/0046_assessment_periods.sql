-- The days a round reads: a year as the committee counts it (公历年、上年十二月至本年十一月、全体会议之间).
alter table assessments add column period_from date;
alter table assessments add column period_to date;
update assessments set period_from = make_date(year, 1, 1), period_to = make_date(year, 12, 31);
alter table assessments alter column period_from set not null;
alter table assessments alter column period_to set not null;
alter table assessments add constraint assessments_period check (period_from <= period_to);
-- what was said when the checking was ended before its day; empty: it was not
alter table assessments add column check_end_note text not null default '';
-- null: nobody was reminded yet
alter table assessments add column check_reminded_on date;
-- written by the office for the member (代录): who; empty: the member
alter table duty_reports add column written_for_by text not null default '';
