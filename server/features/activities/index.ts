export { readsInvitees, runsActivity, seesActivity } from './access.ts'
export * from './commands/announce.ts'
export { createActivity } from './commands/draft.ts'
export { addInvitees, answerActivity, readActivity } from './commands/invite.ts'
export { decideLeave, recordLeave, requestLeave } from './commands/leave.ts'
export { lockActivity } from './commands/load.ts'
export { publishActivityRecord, writeActivityRecord } from './commands/records.ts'
export { arrangeSeats } from './commands/seats.ts'
export {
  type ActivityFacts,
  activityFacts as getActivity,
  inviteesOf,
  type ListedMember,
  leaveOf,
} from './queries/facts.ts'
export { listActivities } from './queries/list.ts'
export { getActivityRecord } from './queries/records.ts'
export { listActivityTodos } from './queries/todos.ts'
export { activitySetting } from './settings.ts'
