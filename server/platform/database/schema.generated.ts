// Made from the migrated database by `npm run generate`; do not edit.
import type { ColumnType } from 'kysely'

/** Left to the database when not given. */
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
/** ISO 8601 in UTC with microseconds when read; a Date is taken too when written. */
export type Instant = ColumnType<string, Date | string, Date | string>
/** Read as parsed JSON; written as its text. */
export type Json = ColumnType<unknown, string, string>

export interface Accounts {
  id: string
  committee_id: string
  name: string
  username: string | null
  phone: string | null
  password_hash: string
  must_change_password: boolean
  totp_secret: string | null
  totp_confirmed_at: Instant | null
  totp_last_step: Generated<number>
  text_size: Generated<string>
  disabled_at: Instant | null
  last_login_at: Instant | null
  created_at: Instant
  last_hat_id: string | null
}

export interface Activities {
  committee_id: string
  id: string
  term_id: string
  parent_id: string | null
  kind: string
  level: string
  title: string
  state: string
  state_words: Generated<string>
  organiser_group_id: string | null
  started_by: string | null
  starts_at: Instant
  ends_at: Instant
  half_days: number
  place: string
  contact: string
  explanation: string
  audience: string
  agenda: Json
  observers: Json
  invitation: Json
  capacity: number | null
  answer_by: Instant | null
  reminded_on: string | null
  told_times: Generated<number>
  announced_at: Instant | null
  concluded_at: Instant | null
  created_at: Instant
  created_by: string
  updated_at: Instant
  version: Generated<number>
  seat_plan: Json | null
}

export interface ActivityInvitees {
  committee_id: string
  activity_id: string
  member_id: string
  must: boolean
  by_hand: boolean
  answer: string | null
  answered_at: Instant | null
  answered_by: string | null
  read_at: Instant | null
  seat_row: number | null
  seat_number: number | null
  invited_at: Instant
  removed_at: Instant | null
  outcome: string | null
  outcome_half_days: number | null
}

export interface ActivityPapers {
  committee_id: string
  activity_id: string
  file_id: string
  rights: string
  added_at: Instant
}

export interface ActivityRecords {
  committee_id: string
  id: string
  activity_id: string
  kind: string
  title: string
  session: string
  body: string
  issue: number | null
  signed_by: Generated<string>
  text: string
  published_at: Instant | null
  written_at: Instant
  written_by: string
  version: Generated<number>
}

export interface Appraisals {
  committee_id: string
  id: string
  year: number
  title: string
  explanation: string
  state: string
  opens_at: Instant
  closes_at: Instant
  scheme: Json | null
  created_at: Instant
  created_by: string
  opened_at: Instant | null
  closed_at: Instant | null
  reported_at: Instant | null
  report_words: Generated<string>
  rectify_by: string | null
  archived_at: Instant | null
  version: Generated<number>
  counts_as_duty: Generated<boolean>
}

export interface AppraisedUnits {
  committee_id: string
  appraisal_id: string
  unit_id: string
  proposals: number
  rectifies: Generated<boolean>
  measures: Generated<Json>
  measures_at: Instant | null
  look_back: string | null
  look_back_words: Generated<string>
  looked_back_on: string | null
  version: Generated<number>
}

export interface Appraisers {
  committee_id: string
  appraisal_id: string
  member_id: string
}

export interface AssessmentDeliveries {
  committee_id: string
  assessment_id: string
  id: string
  receiver_kind: string
  receiver: string
  subject_ids: string[]
  shows_points: boolean
  handed_on: string | null
  handed_by: Generated<string>
  way: Generated<string>
  received_by: Generated<string>
}

export interface AssessmentObjections {
  committee_id: string
  id: string
  assessment_id: string
  subject_id: string
  state: string
  item_key: string
  reason: string
  raised_at: Instant
  answer: Generated<string>
  answered_by: Generated<string>
  answered_at: Instant | null
}

export interface AssessmentScores {
  committee_id: string
  assessment_id: string
  subject_id: string
  revision: number
  centipoints: number
  grade: string | null
  score: Json
  as_of: Instant
  reason: string
  objection_id: string | null
  reckoned_at: Instant
}

export interface AssessmentSubjects {
  committee_id: string
  assessment_id: string
  subject_id: string
  name: string
  stroke_key: string
  about: string
  employer: string
  standing: boolean
  joined_on: string
  judged: Generated<Json>
  vetoes: Generated<string[]>
  judgement_note: Generated<string>
  revision: Generated<number>
  centipoints: Generated<number>
  grade: string | null
  unjudged: Generated<number>
  unmet: Generated<number>
  crossed: Generated<Json>
  confirmed_at: Instant | null
  version: Generated<number>
  acknowledged_on: string | null
  acknowledged_way: string | null
  acknowledged_noted_by: Generated<string>
}

export interface Assessments {
  committee_id: string
  id: string
  kind: string
  title: string
  year: number
  state: string
  state_since: Instant
  scheme_id: string | null
  scheme: Json | null
  frozen_at: Instant | null
  subjects: Generated<number>
  reckoned: Generated<number>
  check_until: string | null
  approved_by: Generated<string>
  approved_on: string | null
  approval_note: Generated<string>
  delivered_at: Instant | null
  cancel_reason: Generated<string>
  created_at: Instant
  version: Generated<number>
  period_from: string
  period_to: string
  check_end_note: Generated<string>
  check_reminded_on: string | null
  submitted_at: Instant | null
  submitted_by: Generated<string>
  over_quota_note: Generated<string>
  sent_back_note: Generated<string>
  sent_back_by: Generated<string>
  approved_by_leader: Generated<string>
  approval_recorded_by: Generated<string>
  approval_minutes: Generated<string>
}

export interface Assignments {
  committee_id: string
  id: string
  proposal_id: string
  unit_id: string
  role: string
  state: string
  round: Generated<number>
  assigned_at: Instant
  accept_by: string
  return_by: string
  reply_by: string
  contact_by: string | null
  accepted_at: Instant | null
  state_since: Instant
  note: Generated<string>
  return_reason: Generated<string>
  return_decision_note: Generated<string>
  opinion: Generated<string>
  opinion_given_at: Instant | null
  reassigned_from: string | null
  clerk_id: string | null
  clerk_since: Instant | null
  leader_id: string | null
  led_by_leader: Generated<boolean>
  contact_phone: Generated<string>
  unit_step: Generated<string>
  unit_step_since: Instant | null
  unit_note: Generated<string>
  opinion_draft: Generated<string>
  paused: Generated<boolean>
}

export interface AwardBallots {
  committee_id: string
  round_id: string
  secret: boolean
  account_id: string
  choice: Json
}

export interface AwardBoxes {
  committee_id: string
  round_id: string
  secret: boolean
  ballots: Json
}

export interface AwardNominations {
  committee_id: string
  id: string
  round_id: string
  proposal_id: string | null
  unit_id: string | null
  person_name: Generated<string>
  person_post: Generated<string>
  reason: string
  nominated_by: string
  nominated_at: Instant
  state: Generated<string>
  note: Generated<string>
  votes: number | null
  centipoints: number | null
  outcome: string | null
}

export interface AwardObjections {
  committee_id: string
  id: string
  round_id: string
  nomination_id: string | null
  from_whom: string
  words: string
  received_on: string
  recorded_at: Instant
  decision: Generated<string>
  decided_at: Instant | null
}

export interface AwardRounds {
  committee_id: string
  id: string
  kind: string
  title: string
  from_year: number
  to_year: number
  rules: Json
  secret: boolean
  state: string
  nominate_until: string | null
  quota: number | null
  total: number | null
  tie_reason: Generated<string>
  approved_by: Generated<string>
  approved_on: string | null
  approval_note: Generated<string>
  notice_from: string | null
  notice_until: string | null
  cancel_reason: Generated<string>
  created_at: Instant
  state_since: Instant
  awarded_at: Instant | null
  version: Generated<number>
  published_at: Instant | null
  public_contact: Generated<string>
}

export interface AwardVoters {
  committee_id: string
  round_id: string
  account_id: string
  name: string
  voted: Generated<boolean>
}

export interface BallotBoxes {
  committee_id: string
  appraisal_id: string
  unit_id: string
  ballots: Generated<Json>
}

export interface BallotHandIns {
  committee_id: string
  appraisal_id: string
  member_id: string
}

export interface CalendarDecrees {
  number: number
  id: string
  year: number
  version: number
  holidays: Json
  make_up_days: Json
  source: string
  entered_by: string
  entered_by_name: string
  entered_at: Instant
}

export interface CalendarFeeds {
  committee_id: string
  hat_id: string
  token_hash: Buffer
  made_at: Instant
}

export interface CheckIns {
  committee_id: string
  activity_id: string
  member_id: string
  attendance: string
  way: string
  at: Instant
  recorded_at: Instant
  recorded_by: string
  desk: string
  code_step: number | null
  reason: Generated<string>
  corrected_at: Instant | null
}

export interface ClockExtensions {
  committee_id: string
  id: string
  clock_id: string
  asked_until: string
  reason: string
  asked_by: string
  asked_at: Instant
  decided_at: Instant | null
  decided_by: string | null
  granted_until: string | null
  decision_note: Generated<string>
}

export interface ClockPauses {
  committee_id: string
  clock_id: string
  from_on: string
  until_on: string | null
  reason: string
}

export interface ClockReminders {
  committee_id: string
  clock_id: string
  due_on: string
  stage: string
  reached_at: Instant
}

export interface Clocks {
  committee_id: string
  id: string
  matter_kind: string
  matter_id: string
  subject_id: string
  kind: string
  unit_id: string | null
  member_id: string | null
  started_on: string
  period: number
  period_unit: string
  due_on: string
  calendar_number: number
  calendar_edition: string
  kept: string | null
  paused_on: string | null
  acted_at: Instant | null
  stopped_at: Instant | null
  stop_reason: string | null
}

export interface CoSigners {
  committee_id: string
  proposal_id: string
  member_id: string
  state: string
  invited_at: Instant
  expires_on: string
  replied_at: Instant | null
  note: Generated<string>
  left_at: Instant | null
  left_reason: Generated<string>
  recorded_by: Generated<string>
  scan_file_id: string | null
}

export interface CollectiveDrafters {
  committee_id: string
  proposal_id: string
  member_id: string
  place: number
}

export interface Committees {
  id: string
  parent_id: string | null
  path: string[]
  name: string
  short_name: string
  level: string
  division_code: string
  version: Generated<number>
  created_at: Instant
}

export interface Contacts {
  committee_id: string
  id: string
  assignment_id: string
  proposal_id: string
  round: number
  phase: string
  way: string
  held_on: string
  persons: string
  notes: string
  recorded_by: string
  recorded_at: Instant
  confirmed_at: Instant | null
  disputed_at: Instant | null
  dispute_note: Generated<string>
}

export interface DiscussionPoints {
  committee_id: string
  id: string
  activity_id: string
  speaker: string
  words: string
  recorded_at: Instant
  version: Generated<number>
}

export interface DocumentNumbers {
  committee_id: string
  id: string
  kind: string
  subject_id: string
  occasion: Generated<string>
  proposal_id: string | null
  series: string
  year: number
  number: number | null
  printed: string
  title: string
  unit: Generated<string>
  issued_at: Instant
  issued_by: string
}

export interface DocumentSeries {
  committee_id: string
  series: string
  year: number
  last_number: number
}

export interface DraftComments {
  committee_id: string
  id: string
  proposal_id: string
  thread_id: string
  part: string
  suggestion: number | null
  quote: string
  account_id: string
  author: string
  words: string
  written_at: Instant
  removed_at: Instant | null
  resolved_at: Instant | null
  resolved_by: Generated<string>
}

export interface DutyArchives {
  committee_id: string
  member_id: string
  term_id: string
  content: string
  hash: string
  sealed_at: Instant
}

export interface DutyEntries {
  committee_id: string
  id: string
  term_id: string
  member_id: string
  kind: string
  part: string
  attendance: string | null
  level: string | null
  quantity: number
  sharers: number
  subject_kind: string
  subject_id: string
  slot: string
  title: string
  occurred_on: string
  source_event_id: number
  reverses_id: string | null
  recorded_at: Instant
}

export interface DutyObjections {
  committee_id: string
  id: string
  entry_id: string
  member_id: string
  state: string
  reason: string
  raised_at: Instant
  raised_by: string
  remedy: string | null
  answer: Generated<string>
  answered_by_name: Generated<string>
  answered_at: Instant | null
  version: Generated<number>
}

export interface DutyRecordFiles {
  committee_id: string
  record_id: string
  file_id: string
  added_at: Instant
}

export interface DutyRecords {
  committee_id: string
  id: string
  member_id: string
  term_id: string
  state: string
  kind: string
  part: string
  level: string | null
  title: string
  note: string
  occurred_on: string
  organiser_group_id: string | null
  entered_by: string
  entered_by_name: string
  origin: string
  reviewed_by_name: Generated<string>
  reviewed_at: Instant | null
  review_note: Generated<string>
  created_at: Instant
  updated_at: Instant
  version: Generated<number>
}

export interface DutyReportFiles {
  committee_id: string
  report_id: string
  file_id: string
  added_at: Instant
}

export interface DutyReportRounds {
  committee_id: string
  id: string
  term_id: string
  year: number
  title: string
  words: string
  asked_of: string
  due_on: string
  headings: Json
  opened_at: Instant
  closed_at: Instant | null
  version: Generated<number>
}

export interface DutyReports {
  committee_id: string
  id: string
  round_id: string
  member_id: string
  state: string
  parts: Json
  note: Generated<string>
  asked_at: Instant
  submitted_at: Instant | null
  archived_at: Instant | null
  reminded_at: Instant | null
  state_since: Instant
  version: Generated<number>
  written_for_by: Generated<string>
}

export interface EventCursors {
  reader: string
  tx: string
  event_id: number
}

export interface EventDeliveries {
  event_id: number
  subscriber: string
  delivered_at: Instant
}

export interface EventSeals {
  number: number
  event_ids: number[]
  root: Buffer
  previous: Buffer
  seal: Buffer
  sealed_at: Instant
}

export interface Events {
  committee_id: string
  id: Generated<number>
  type: string
  subject_kind: string
  subject_id: string
  account_id: string | null
  actor_name: string
  actor_role: string | null
  delegated_by: string | null
  at: Instant
  details: Json
  request_id: string
  tx: Generated<string>
}

export interface ExaminationOpinions {
  committee_id: string
  proposal_id: string
  text_number: number
  step: string
  account_id: string
  examiner: string
  recommendation: string
  words: string
  given_at: Instant
}

export interface Files {
  committee_id: string
  id: string
  name: string
  media_type: string
  size: number
  sha256: string
  created_at: Instant
  created_by: string
}

export interface FollowUpReports {
  committee_id: string
  id: string
  follow_up_id: string
  report: string
  due_on: string
  next_on: string | null
  reported_at: Instant
  reported_by: string
}

export interface GroupKinds {
  committee_id: string
  code: string
  name: string
  exclusive: boolean
  position: number
}

export interface GroupMembers {
  committee_id: string
  id: string
  group_id: string
  member_id: string
  exclusive_kind: string | null
  role: string
  starts_on: string
  ends_on: string | null
}

export interface Groups {
  committee_id: string
  id: string
  kind: string
  name: string
  position: number
  closed_on: string | null
  version: Generated<number>
}

export interface Hats {
  committee_id: string
  id: string
  account_id: string
  role: string
  member_id: string | null
  unit_id: string | null
  delegated: Generated<boolean>
  basis: Generated<string>
  ends_on: string | null
  granted_by: string
  granted_at: Instant
  revoked_at: Instant | null
  desks: Generated<string[]>
}

export interface IdempotentAnswers {
  account_id: string
  key: string
  request_hash: Buffer
  answer: Json
  created_at: Instant
}

export interface JointActivities {
  host_committee_id: string
  host_activity_id: string
  guest_committee_id: string
  guest_activity_id: string | null
  state: string
  words: string
  answer_words: Generated<string>
  asked_at: Instant
  answered_at: Instant | null
}

export interface KeyProposals {
  committee_id: string
  proposal_id: string
  year: number
  reason: string
  selected_at: Instant
  removed_at: Instant | null
  removal_note: Generated<string>
}

export interface LeadershipActs {
  committee_id: string
  id: string
  leadership_id: string
  proposal_id: string
  kind: string
  held_on: string
  place: string
  persons: string
  words: string
  recorded_at: Instant
  recorded_by: string
}

export interface Leaderships {
  committee_id: string
  id: string
  proposal_id: string
  kind: string
  leader_name: string
  leader_post: string
  account_id: string | null
  assisted_by: string
  plan: string
  plan_due_on: string | null
  effects: Generated<string>
  assigned_at: Instant
  ended_at: Instant | null
  version: Generated<number>
}

export interface LeaveRequests {
  committee_id: string
  id: string
  activity_id: string
  member_id: string
  kind: string
  words: string
  file_id: string | null
  half_days: number
  state: string
  chain: Json
  step: number
  basis: string
  late: boolean
  decisions: Generated<Json>
  asked_at: Instant
  asked_by: string
  decided_at: Instant | null
}

export interface LoginCodes {
  phone: string
  code_hash: Buffer
  sent_at: Instant
  expires_at: Instant
  tries_left: number
}

export interface LoginFailures {
  bucket: string
  level: number
  last_failed_at: Instant
}

export interface Logins {
  token_hash: Buffer
  id: string
  account_id: string
  hat_id: string | null
  complete: boolean
  created_at: Instant
  last_seen_at: Instant
  expires_at: Instant
  address: string
  agent: string
  way: Generated<string>
}

export interface MemberChanges {
  committee_id: string
  id: string
  member_id: string
  state: string
  changes: Json
  proposed_by: string
  proposed_at: Instant
  decided_by: string | null
  decided_at: Instant | null
  decision_note: Generated<string>
}

export interface MemberPosts {
  committee_id: string
  id: string
  member_id: string
  post: string
  title: string
  starts_on: string
  ends_on: string | null
}

export interface Members {
  committee_id: string
  id: string
  account_id: string | null
  name: string
  stroke_key: string
  pinyin_key: string
  search_text: string
  sex: string | null
  born_on: string | null
  ethnicity: string
  native_place: string
  education: string
  degree: string
  professional_title: string
  parties: string[]
  member_number: string
  phone: string
  email: string
  address: string
  employer: string
  employer_post: string
  social_posts: string
  expertise: string
  career: string
  photo_file_id: string | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
}

export interface Memberships {
  committee_id: string
  id: string
  member_id: string
  term_id: string
  joined_on: string
  join_way: string
  left_on: string | null
  leave_reason: string | null
  leave_note: Generated<string>
}

export interface MutualAppraisals {
  committee_id: string
  id: string
  proposal_id: string
  round: number
  assignment_id: string
  unit_id: string
  member_id: string
  scheme: Json
  opened_at: Instant
  closes_on: string
  revealed_at: Instant | null
  decision: string | null
  decision_note: Generated<string>
  decided_at: Instant | null
}

export interface MutualScores {
  committee_id: string
  appraisal_id: string
  side: string
  points: Json
  total: number
  band: string
  low: boolean
  words: string
  given_at: Instant
  given_by: string
  version: Generated<number>
}

export interface Notices {
  committee_id: string
  id: string
  account_id: string
  event_id: number
  kind: string
  subject_kind: string
  subject_id: string
  title: string
  words: string
  at: Instant
  read_at: Instant | null
}

export interface ProposalAttachments {
  committee_id: string
  proposal_id: string
  file_id: string
  added_at: Instant
}

export interface ProposalNumbers {
  committee_id: string
  series: string
  last_number: number
}

export interface ProposalPairCounts {
  pair: number
  proposals: number
}

export interface ProposalSearch {
  committee_id: string
  proposal_id: string
  at: Instant
  pairs: number[]
  letters: string
}

export interface ProposalSearchDue {
  id: Generated<number>
  committee_id: string
  proposal_id: string
}

export interface ProposalTexts {
  committee_id: string
  proposal_id: string
  number: number
  title: string
  analysis: string
  suggestions: Json
  written_at: Instant
  written_by: string
  handed_in_at: Instant | null
  returned_at: Instant | null
  return_note: Generated<string>
  returned_by: Generated<string>
}

export interface Proposals {
  committee_id: string
  id: string
  term_id: string
  session_id: string | null
  state: string
  kind: string
  number: number | null
  number_series: string | null
  title: string
  search_words: string
  text_number: Generated<number>
  category: string | null
  suggested_unit_ids: string[]
  publish_consent: boolean
  publish_note: string
  lead_member_id: string | null
  collective_name: string | null
  proposers: string
  sector_id: string | null
  created_by: string
  lead_unit_id: string | null
  round: Generated<number>
  return_note: Generated<string>
  decline_reason: string | null
  decline_note: Generated<string>
  due_on: string | null
  state_since: Instant
  created_at: Instant
  updated_at: Instant
  submitted_at: Instant | null
  registered_at: Instant | null
  assigned_at: Instant | null
  replied_at: Instant | null
  concluded_at: Instant | null
  archived_at: Instant | null
  version: Generated<number>
  merged_into: string | null
  merged_at: Instant | null
  converted_to: string | null
  withdrawal_requested_at: Instant | null
  withdrawal_note: Generated<string>
  collective_kind: string | null
  on_paper: Generated<boolean>
  reply_class: string | null
  rated_handling: string | null
  rated_result: string | null
  outcome: Generated<number>
  submitted_year: Generated<number | null>
  lead_left_at: Instant | null
  lead_left_reason: Generated<string>
  lead_kept_at: Instant | null
  number_text: string | null
  number_class: Generated<string>
  decline_ways: Generated<string[]>
  contact_member_id: string | null
  awarded_at: Instant | null
  paused: Generated<boolean>
}

export interface Publications {
  committee_id: string
  subject_id: string
  proposal_id: string
  reply_id: string | null
  state: string
  since: Instant
  marks: Generated<Json>
  file_ids: Generated<string[]>
  hide_proposers: Generated<boolean>
  reason: Generated<string>
  decided_at: Instant | null
  version: Generated<number>
}

export interface PublishedActivities {
  committee_id: string
  activity_id: string
  title: string
  place: string
  words: string
  record_ids: string[]
  published_at: Instant
  published_by: string
}

export interface PublishedFiles {
  committee_id: string
  proposal_id: string
  file_id: string
}

export interface PublishedProposals {
  committee_id: string
  proposal_id: string
  registered_at: Instant
  year: number
  category: string | null
  title: string
  proposers: string
  analysis: string
  suggestions: Json
  words: string
  letters: string
  published_at: Instant
}

export interface PublishedReplies {
  committee_id: string
  reply_id: string
  proposal_id: string
  text: string
  closing: string
  answers: Json
  words: string
  letters: string
  published_at: Instant
}

export interface RatingRequests {
  committee_id: string
  proposal_id: string
  round: number
  member_id: string
  asked_at: Instant
  excused_at: Instant | null
}

export interface Ratings {
  committee_id: string
  proposal_id: string
  round: number
  member_id: string
  handling: string
  result: string
  words: string
  rated_at: Instant
}

export interface Recognitions {
  committee_id: string
  id: string
  kind: string
  title: string
  member_id: string
  year: number
  reason: string
  given_by: string
  given_on: string
  given_at: Instant
  revoked_at: Instant | null
  revoke_note: Generated<string>
}

export interface Referrals {
  committee_id: string
  id: string
  proposal_id: string
  level: string
  way: string
  carried_by: string
  referred_on: string
  state: string
  number_there: Generated<string>
  note: Generated<string>
  updated_at: Instant
  version: Generated<number>
}

export interface Replies {
  committee_id: string
  id: string
  assignment_id: string
  proposal_id: string
  round: number
  reply_class: string | null
  text: string
  document_number: string
  signed_by: string
  contact_name: string
  contact_phone: string
  submitted_at: Instant | null
  sent_back_at: Instant | null
  send_back_reason: Generated<string>
  delivered_at: Instant | null
  version: Generated<number>
  updated_at: Instant
  closing: Generated<string>
}

export interface ReplyAnswers {
  committee_id: string
  reply_id: string
  number: number
  suggestion: string
  answer: string
  measure: string
  due_on: string | null
  responsible: string
}

export interface ReplyFollowUps {
  committee_id: string
  id: string
  proposal_id: string
  assignment_id: string
  reply_id: string
  number: number | null
  unit_id: string
  measure: string
  responsible: string
  due_on: string
  promised_on: string
  state: string
  told_due_on: string | null
  created_at: Instant
  done_at: Instant | null
  of_proposal_id: string | null
  of_number: number | null
}

export interface ReplyMarks {
  committee_id: string
  reply_id: string
  marks: number[]
}

export interface ReplyMergedAnswers {
  committee_id: string
  reply_id: string
  proposal_id: string
  number: number
  suggestion: string
  answer: string
  measure: string
  due_on: string | null
  responsible: string
  same_as: number | null
}

export interface SavedSearchHits {
  committee_id: string
  search_id: string
  proposal_id: string
  found_at: Instant
}

export interface SavedSearches {
  committee_id: string
  id: string
  account_id: string
  hat_id: string
  name: string
  query: Json
  created_at: Instant
  looked_at: Instant
}

export interface ScoringSchemes {
  committee_id: string
  id: string
  name: string
  state: string
  effective_year: number
  scheme: Json
  based_on: string
  number: number | null
  adopted_by: Generated<string>
  adopted_on: string | null
  adopted_at: Instant | null
  created_at: Instant
  updated_at: Instant
  version: Generated<number>
}

export interface Sessions {
  committee_id: string
  id: string
  term_id: string
  number: number
  opens_on: string | null
  closes_on: string | null
  proposals_from: string | null
  proposals_until: string | null
}

export interface Settings {
  committee_id: string
  key: string
  version: number
  value: Json
  created_at: Instant
  created_by: string
}

export interface SpeechCalls {
  committee_id: string
  id: string
  activity_id: string
  title: string
  words: string
  opens_on: string
  closes_on: string
  oral_minutes: number
  oral_places: number
  collected_at: Instant | null
  created_at: Instant
  version: Generated<number>
  timed_speech_id: string | null
  timed_at: Instant | null
}

export interface SpeechDrafts {
  committee_id: string
  id: string
  call_id: string
  account_id: string
  speech_id: string | null
  member_id: string | null
  body: string
  title: string
  words: string
  wish: string
  saved_at: Instant
  version: Generated<number>
}

export interface Speeches {
  committee_id: string
  id: string
  call_id: string
  member_id: string
  body: string
  title: string
  words: string
  wish: string
  state: string
  form: string | null
  position: number | null
  seconds: number | null
  given_at: Instant | null
  note: Generated<string>
  submitted_at: Instant
  version: Generated<number>
  told_place: number | null
}

export interface Terms {
  committee_id: string
  id: string
  number: number
  starts_on: string
  ends_on: string | null
}

export interface Units {
  committee_id: string
  id: string
  name: string
  short_name: string
  kind: string
  contact_name: string
  contact_phone: string
  closed_at: Instant | null
  version: Generated<number>
}

export interface UnreadEvents {
  committee_id: string
  reader: string
  event_id: number
  why: string
}

export interface VoteBallots {
  committee_id: string
  vote_id: string
  form: string
  member_id: string
  ballot: string
}

export interface VoteBoxes {
  committee_id: string
  vote_id: string
  form: string
  ballots: Json
}

export interface VoteCandidates {
  committee_id: string
  id: string
  vote_id: string
  position: number
  name: string
  about: string
}

export interface VoteVoters {
  committee_id: string
  vote_id: string
  member_id: string
  has_cast: Generated<boolean>
  on_paper: Generated<boolean>
}

export interface Votes {
  committee_id: string
  id: string
  activity_id: string
  position: number
  kind: string
  form: string
  title: string
  words: string
  rules: Json
  chief_scrutineer: string
  scrutineers: string
  state: string
  round: Generated<number>
  electorate: number | null
  issued: number | null
  opened_at: Instant | null
  closed_at: Instant | null
  result: Json | null
  voided: Generated<Json>
  created_at: Instant
  version: Generated<number>
}

export interface DB {
  accounts: Accounts
  activities: Activities
  activity_invitees: ActivityInvitees
  activity_papers: ActivityPapers
  activity_records: ActivityRecords
  appraisals: Appraisals
  appraised_units: AppraisedUnits
  appraisers: Appraisers
  assessment_deliveries: AssessmentDeliveries
  assessment_objections: AssessmentObjections
  assessment_scores: AssessmentScores
  assessment_subjects: AssessmentSubjects
  assessments: Assessments
  assignments: Assignments
  award_ballots: AwardBallots
  award_boxes: AwardBoxes
  award_nominations: AwardNominations
  award_objections: AwardObjections
  award_rounds: AwardRounds
  award_voters: AwardVoters
  ballot_boxes: BallotBoxes
  ballot_hand_ins: BallotHandIns
  calendar_decrees: CalendarDecrees
  calendar_feeds: CalendarFeeds
  check_ins: CheckIns
  clock_extensions: ClockExtensions
  clock_pauses: ClockPauses
  clock_reminders: ClockReminders
  clocks: Clocks
  co_signers: CoSigners
  collective_drafters: CollectiveDrafters
  committees: Committees
  contacts: Contacts
  discussion_points: DiscussionPoints
  document_numbers: DocumentNumbers
  document_series: DocumentSeries
  draft_comments: DraftComments
  duty_archives: DutyArchives
  duty_entries: DutyEntries
  duty_objections: DutyObjections
  duty_record_files: DutyRecordFiles
  duty_records: DutyRecords
  duty_report_files: DutyReportFiles
  duty_report_rounds: DutyReportRounds
  duty_reports: DutyReports
  event_cursors: EventCursors
  event_deliveries: EventDeliveries
  event_seals: EventSeals
  events: Events
  examination_opinions: ExaminationOpinions
  files: Files
  follow_up_reports: FollowUpReports
  group_kinds: GroupKinds
  group_members: GroupMembers
  groups: Groups
  hats: Hats
  idempotent_answers: IdempotentAnswers
  joint_activities: JointActivities
  key_proposals: KeyProposals
  leadership_acts: LeadershipActs
  leaderships: Leaderships
  leave_requests: LeaveRequests
  login_codes: LoginCodes
  login_failures: LoginFailures
  logins: Logins
  member_changes: MemberChanges
  member_posts: MemberPosts
  members: Members
  memberships: Memberships
  mutual_appraisals: MutualAppraisals
  mutual_scores: MutualScores
  notices: Notices
  proposal_attachments: ProposalAttachments
  proposal_numbers: ProposalNumbers
  proposal_pair_counts: ProposalPairCounts
  proposal_search: ProposalSearch
  proposal_search_due: ProposalSearchDue
  proposal_texts: ProposalTexts
  proposals: Proposals
  publications: Publications
  published_activities: PublishedActivities
  published_files: PublishedFiles
  published_proposals: PublishedProposals
  published_replies: PublishedReplies
  rating_requests: RatingRequests
  ratings: Ratings
  recognitions: Recognitions
  referrals: Referrals
  replies: Replies
  reply_answers: ReplyAnswers
  reply_follow_ups: ReplyFollowUps
  reply_marks: ReplyMarks
  reply_merged_answers: ReplyMergedAnswers
  saved_search_hits: SavedSearchHits
  saved_searches: SavedSearches
  scoring_schemes: ScoringSchemes
  sessions: Sessions
  settings: Settings
  speech_calls: SpeechCalls
  speech_drafts: SpeechDrafts
  speeches: Speeches
  terms: Terms
  units: Units
  unread_events: UnreadEvents
  vote_ballots: VoteBallots
  vote_boxes: VoteBoxes
  vote_candidates: VoteCandidates
  vote_voters: VoteVoters
  votes: Votes
}
