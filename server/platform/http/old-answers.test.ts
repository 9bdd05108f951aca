import { expect, it } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { newId } from '../ids.ts'
import { forgetOldAnswers } from './old-answers.ts'

it('forgets answers after a week and keeps younger ones', async () => {
  const { db } = await testDatabase()
  const answer = (key: string, created_at: string) => ({
    account_id: newId(),
    key,
    request_hash: Buffer.alloc(32),
    answer: '{}',
    created_at,
  })
  await db
    .insertInto('idempotent_answers')
    .values([answer('old', '2026-03-01T00:00:00Z'), answer('young', '2026-03-05T00:00:00Z')])
    .execute()
  await forgetOldAnswers.run(db, new Date('2026-03-10T00:00:00Z'))
  expect(await db.selectFrom('idempotent_answers').select('key').execute()).toEqual([{ key: 'young' }])
})
