export { castBallot, closeVote, openVote, recordHands } from './commands/ballots.ts'
export { addVote } from './commands/draft.ts'
export { listVoteTodos } from './queries/votes.ts'
export { voteSetting } from './settings.ts'
