import { accountRoutes } from './accounts.ts'
import { activityRoutes } from './activities.ts'
import { activityInviteeRoutes } from './activity-invitees.ts'
import { activityPartRoutes } from './activity-parts.ts'
import { activityRecordRoutes } from './activity-records.ts'
import { appraisalRoutes } from './appraisals.ts'
import { assessmentApprovalRoutes } from './assessment-approval.ts'
import { assessmentDeliveryRoutes } from './assessment-delivery.ts'
import { assessmentJudgingRoutes } from './assessment-judging.ts'
import { assessmentRoutes } from './assessments.ts'
import { attendanceRoutes } from './attendance.ts'
import { awardRoutes } from './awards.ts'
import { clockRoutes } from './clocks.ts'
import { coSigningRoutes } from './co-signing.ts'
import { commentRoutes } from './comments.ts'
import { committeeRoutes } from './committees.ts'
import { documentNumberRoutes } from './document-numbers.ts'
import { documentRoutes } from './documents.ts'
import { dutyRoutes } from './duty.ts'
import { dutyArchiveRoutes } from './duty-archives.ts'
import { dutyRecordRoutes } from './duty-records.ts'
import { dutyReportRoutes } from './duty-reports.ts'
import { examinationRoutes } from './examination.ts'
import { findingRoutes } from './finding.ts'
import { handlingRoutes } from './handling.ts'
import { healthRoutes } from './health.ts'
import { jointActivityRoutes } from './joint-activities.ts'
import { leadershipRoutes } from './leadership.ts'
import { leaveLineRoutes } from './leave-lines.ts'
import { leaveRoutes } from './leaves.ts'
import { memberAccountRoutes } from './member-accounts.ts'
import { memberRoutes } from './members.ts'
import { mutualAppraisalRoutes } from './mutual-appraisals.ts'
import { proposalRoutes } from './proposals.ts'
import { publicActivityRoutes } from './public-activities.ts'
import { publishingRoutes } from './publishing.ts'
import { ratingRoutes } from './rating.ts'
import { recognitionRoutes } from './recognition.ts'
import { reuseRoutes } from './reuse.ts'
import type { RouteSpec } from './route.ts'
import { scoringRoutes } from './scoring.ts'
import { searchRoutes } from './searches.ts'
import { speechRoutes } from './speeches.ts'
import { statisticsRoutes } from './statistics.ts'
import { unitDeskRoutes } from './unit-desks.ts'
import { voteRoutes } from './votes.ts'
import { workbenchRoutes } from './workbench.ts'
import { writingRoutes } from './writing.ts'

/** Every route of the API by its name. The server implements each, the matrix of rights has a row for each. */
export const routes = {
  ...accountRoutes,
  ...committeeRoutes,
  ...memberRoutes,
  ...memberAccountRoutes,
  ...proposalRoutes,
  ...findingRoutes,
  ...coSigningRoutes,
  ...commentRoutes,
  ...handlingRoutes,
  ...ratingRoutes,
  ...unitDeskRoutes,
  ...reuseRoutes,
  ...examinationRoutes,
  ...writingRoutes,
  ...clockRoutes,
  ...leadershipRoutes,
  ...mutualAppraisalRoutes,
  ...appraisalRoutes,
  ...documentRoutes,
  ...documentNumberRoutes,
  ...statisticsRoutes,
  ...dutyRoutes,
  ...dutyRecordRoutes,
  ...dutyArchiveRoutes,
  ...publishingRoutes,
  ...awardRoutes,
  ...activityRoutes,
  ...activityInviteeRoutes,
  ...activityPartRoutes,
  ...activityRecordRoutes,
  ...jointActivityRoutes,
  ...publicActivityRoutes,
  ...leaveRoutes,
  ...leaveLineRoutes,
  ...scoringRoutes,
  ...dutyReportRoutes,
  ...assessmentRoutes,
  ...assessmentApprovalRoutes,
  ...assessmentDeliveryRoutes,
  ...assessmentJudgingRoutes,
  ...recognitionRoutes,
  ...searchRoutes,
  ...attendanceRoutes,
  ...voteRoutes,
  ...speechRoutes,
  ...workbenchRoutes,
  ...healthRoutes,
} satisfies Record<string, RouteSpec>
export type RouteName = keyof typeof routes
