export { clearAuthenticator, createFirstAdmin } from './commands/create-first-admin.ts'
export { giveHat, type NewHat, takeHat } from './commands/hats.ts'
export { type NewAccount, openAccount } from './commands/open-account.ts'
export { hashPassword } from './passwords.ts'
