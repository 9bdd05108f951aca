import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import { openApiDocument } from '#contract/openapi.ts'
import { authenticator } from '#features/accounts/authenticate.ts'
import { accountJobs } from '#features/accounts/jobs.ts'
import { noLoginCache, openLoginCache } from '#features/accounts/login-cache.ts'
import { accountConstraints, registerAccountRoutes } from '#features/accounts/routes.ts'
import { activityJobs, jointSubscriber } from '#features/activities/jobs.ts'
import { registerJointActivityRoutes } from '#features/activities/joint-routes.ts'
import { registerPublicActivityRoutes } from '#features/activities/public-activity-routes.ts'
import { registerActivityRecordRoutes } from '#features/activities/record-routes.ts'
import { activityConstraints, registerActivityRoutes } from '#features/activities/routes.ts'
import { activitySetting } from '#features/activities/settings.ts'
import { assessmentJobs, reckonSubscriber } from '#features/assessments/jobs.ts'
import {
  registerAssessmentDeliveryRoutes,
  registerAssessmentRoutes,
  registerRecognitionRoutes,
} from '#features/assessments/routes.ts'
import { deliverySetting, quotaSetting } from '#features/assessments/settings.ts'
import { attendanceSetting, attendanceSubscriber } from '#features/attendance/index.ts'
import { attendanceConstraints, registerAttendanceRoutes } from '#features/attendance/routes.ts'
import { awardSetting } from '#features/awards/index.ts'
import { registerAwardRoutes } from '#features/awards/routes.ts'
import { clockJobs } from '#features/clocks/jobs.ts'
import { registerClockRoutes } from '#features/clocks/routes.ts'
import { clockSetting } from '#features/clocks/settings.ts'
import { committeeConstraints, registerCommitteeRoutes } from '#features/committees/routes.ts'
import { documentConstraints, registerDocumentRoutes } from '#features/documents/routes.ts'
import { documentSetting } from '#features/documents/settings.ts'
import { registerDutyArchiveRoutes } from '#features/duty/archive-routes.ts'
import { ledgerReader } from '#features/duty/commands/keep-ledger.ts'
import { dutyJobs } from '#features/duty/jobs.ts'
import { dutyConstraints, registerDutyRoutes } from '#features/duty/routes.ts'
import { dutyArchiveSetting, dutyTargetSetting } from '#features/duty/settings.ts'
import { dutyReportJobs } from '#features/duty-reports/jobs.ts'
import { registerDutyReportRoutes } from '#features/duty-reports/routes.ts'
import { dutyReportSetting } from '#features/duty-reports/settings.ts'
import { draftersSubscriber, evaluationJobs, mutualSubscriber } from '#features/evaluations/jobs.ts'
import { registerEvaluationRoutes } from '#features/evaluations/routes.ts'
import { appraisalSetting, mutualAppraisalSetting } from '#features/evaluations/settings.ts'
import { registerHealthRoutes } from '#features/health/routes.ts'
import { leadershipConstraints, registerLeadershipRoutes } from '#features/leadership/routes.ts'
import { memberSettings } from '#features/members/commands/ordering.ts'
import { endPostsWithTerm } from '#features/members/commands/posts.ts'
import { memberConstraints, registerMemberRoutes } from '#features/members/routes.ts'
import { noticeSubscriber } from '#features/notifications/jobs.ts'
import { registerNotificationRoutes } from '#features/notifications/routes.ts'
import { registerProposalClockRoutes } from '#features/proposals/clock-routes.ts'
import { examinationSetting } from '#features/proposals/examination-settings.ts'
import { membersLeftSubscriber, proposalJobs, searchSubscriber } from '#features/proposals/jobs.ts'
import { numberingSetting } from '#features/proposals/numbering-settings.ts'
import { ratingSetting } from '#features/proposals/rating-settings.ts'
import { reuseSetting } from '#features/proposals/reuse-settings.ts'
import { registerProposalRoutes } from '#features/proposals/routes.ts'
import { proposalSetting } from '#features/proposals/settings.ts'
import { registerUnitDeskRoutes } from '#features/proposals/unit-routes.ts'
import { registerProposalWritingRoutes } from '#features/proposals/writing-routes.ts'
import { writingSetting } from '#features/proposals/writing-settings.ts'
import { registerPublishingRoutes } from '#features/publishing/routes.ts'
import { publishingSetting } from '#features/publishing/settings.ts'
import { publicFailure, registerPublicSite } from '#features/publishing/site-routes.ts'
import { registerScoringRoutes } from '#features/scoring/routes.ts'
import { scoringSetting, scoringYearSetting } from '#features/scoring/settings.ts'
import { savedSearchSubscriber } from '#features/searches/jobs.ts'
import { registerSearchRoutes, searchConstraints } from '#features/searches/routes.ts'
import { registerSpeechRoutes } from '#features/speeches/routes.ts'
import { registerStatisticsRoutes } from '#features/statistics/routes.ts'
import { statisticsSetting } from '#features/statistics/settings.ts'
import { voteSetting } from '#features/votes/index.ts'
import { registerVoteRoutes, voteConstraints } from '#features/votes/routes.ts'
import { registerWorkbenchRoutes } from '#features/workbench/routes.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import type { LogReader } from '#platform/events/read-in-order.ts'
import type { Subscriber } from '#platform/events/subscribe.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { HttpDeps } from '#platform/http/implement.ts'
import { forgetOldAnswers } from '#platform/http/old-answers.ts'
import type { ConstraintCodes } from '#platform/http/problems.ts'
import { createServer, type ServerOptions } from '#platform/http/server.ts'
import { serveWebApp } from '#platform/http/web-app.ts'
import type { TimedJob } from '#platform/jobs.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { SmsSender } from '#platform/sms.ts'

/** What the whole application is built from. */
export interface AppDeps extends Omit<ServerOptions, 'constraintCodes' | 'failurePage'> {
  db: Kysely<DB>
  /** Where changes made by other processes are heard; undefined: logins are read anew at each request. */
  databaseUrl: string | undefined
  /** Where the installation keeps what is not in the database. */
  dataDir: string
  files: FileStore
  secrets: Secrets
  sms: SmsSender
  clock(): Date
  /** Whether administrators need an authenticator; off for the demonstration only. */
  requireTotp: boolean
  /** Tests: each answer is held against the contract. */
  checkResponses: boolean
  /** The built web application; undefined: none is served. */
  webDirectory: string | undefined
}

export { demoAccountLines, loadDemoOnce } from '#features/demo/index.ts'

/** Reactions of features to events of others. */
export const subscribers: readonly Subscriber[] = [
  membersLeftSubscriber,
  searchSubscriber,
  noticeSubscriber,
  savedSearchSubscriber,
  mutualSubscriber,
  draftersSubscriber,
  jointSubscriber,
  attendanceSubscriber,
  reckonSubscriber,
]
/** Those that follow the log in batches. */
export const logReaders: readonly LogReader[] = [ledgerReader]
/** Work at set times. */
export const timedJobs: readonly TimedJob[] = [
  forgetOldAnswers,
  ...accountJobs,
  ...clockJobs,
  ...proposalJobs,
  ...evaluationJobs,
  ...dutyJobs,
  ...dutyReportJobs,
  ...assessmentJobs,
  ...activityJobs,
]

/** What a broken database constraint means, feature by feature. */
const constraintCodes: ConstraintCodes = {
  ...accountConstraints,
  ...committeeConstraints,
  ...memberConstraints,
  ...leadershipConstraints,
  ...searchConstraints,
  ...attendanceConstraints,
  ...voteConstraints,
  ...documentConstraints,
  ...activityConstraints,
  ...dutyConstraints,
}

/** The application with all its features: the only place that lists them. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = await createServer({ ...deps, constraintCodes, failurePage: publicFailure })
  const onError = (error: unknown) => app.log.error({ err: error }, 'login cache')
  const cache = deps.databaseUrl ? openLoginCache(deps.databaseUrl, onError) : noLoginCache
  app.addHook('onClose', () => cache.stop())
  const auth = authenticator({ db: deps.db, clock: deps.clock, cache, requireTotp: deps.requireTotp })
  const http: HttpDeps = {
    db: deps.db,
    clock: deps.clock,
    authenticate: auth.actor,
    checkResponses: deps.checkResponses,
  }

  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async () => {
    await deps.db.selectFrom('accounts').select('id').limit(1).execute()
    return { ok: true }
  })
  const openApi = JSON.stringify(openApiDocument())
  app.get('/api/openapi.json', async (_, reply) => reply.type('application/json; charset=utf-8').send(openApi))

  registerAccountRoutes(app, http, { ...deps, authenticator: auth })
  registerCommitteeRoutes(app, http, {
    settings: [
      { definition: proposalSetting },
      { definition: writingSetting },
      { definition: examinationSetting },
      { definition: reuseSetting },
      { definition: numberingSetting },
      { definition: ratingSetting },
      { definition: documentSetting },
      { definition: clockSetting },
      { definition: statisticsSetting },
      { definition: mutualAppraisalSetting },
      { definition: appraisalSetting },
      { definition: publishingSetting },
      { definition: awardSetting },
      { definition: attendanceSetting },
      { definition: voteSetting },
      { definition: activitySetting },
      { definition: scoringSetting },
      { definition: scoringYearSetting },
      { definition: deliverySetting },
      { definition: quotaSetting },
      { definition: dutyTargetSetting },
      { definition: dutyArchiveSetting },
      { definition: dutyReportSetting },
      ...memberSettings,
    ],
    atTermEnd: [endPostsWithTerm],
  })
  registerMemberRoutes(app, http, deps)
  registerProposalRoutes(app, http, deps.files)
  registerProposalClockRoutes(app, http)
  registerUnitDeskRoutes(app, http)
  registerProposalWritingRoutes(app, http)
  registerClockRoutes(app, http)
  registerLeadershipRoutes(app, http)
  registerEvaluationRoutes(app, http)
  registerDocumentRoutes(app, http)
  registerStatisticsRoutes(app, http)
  registerDutyRoutes(app, http, deps.files)
  registerDutyArchiveRoutes(app, http, deps.secrets)
  registerNotificationRoutes(app, http)
  registerSearchRoutes(app, http)
  registerWorkbenchRoutes(app, http)
  registerHealthRoutes(app, http, { dataDir: deps.dataDir, timed: timedJobs })
  registerPublishingRoutes(app, http)
  registerAwardRoutes(app, http)
  registerAttendanceRoutes(app, http, deps)
  registerVoteRoutes(app, http)
  registerSpeechRoutes(app, http)
  registerActivityRoutes(app, http, deps.files)
  registerActivityRecordRoutes(app, http, deps)
  registerJointActivityRoutes(app, http)
  registerPublicActivityRoutes(app, http)
  registerScoringRoutes(app, http)
  registerDutyReportRoutes(app, http, deps.files)
  registerAssessmentRoutes(app, http)
  registerAssessmentDeliveryRoutes(app, http)
  registerRecognitionRoutes(app, http)
  registerPublicSite(app, deps)
  if (deps.webDirectory) await serveWebApp(app, deps.webDirectory)
  return app
}
