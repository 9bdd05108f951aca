import { expect, it } from 'vitest'
import { consoleSms, openSmsSender } from './sms.ts'

it('prints a message in development and only that there was one in production', async () => {
  const lines: string[] = []
  await consoleSms(false, (line) => lines.push(line)).send('13800001111', '验证码 123456')
  await consoleSms(true, (line) => lines.push(line)).send('13800001111', '验证码 123456')
  expect(lines[0]).toContain('123456')
  expect(lines[1]).toContain('138****1111')
  expect(lines[1]).not.toContain('123456')
})

it('refuses production without a named sender', () => {
  expect(() => openSmsSender({ production: true, smsSender: undefined })).toThrow(/SMS_SENDER/)
  expect(openSmsSender({ production: true, smsSender: 'console' })).toBeDefined()
  expect(openSmsSender({ production: false, smsSender: undefined })).toBeDefined()
})
