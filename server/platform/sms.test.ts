import { expect, it } from 'vitest'
import { consoleSms, openSmsSender } from './sms.ts'

it('prints a message in development and only that there was one in production', async () => {
  const lines: string[] = []
  await consoleSms({ production: false, demo: true }, (line) => lines.push(line)).send('13800001111', '验证码 123456')
  await consoleSms({ production: true, demo: false }, (line) => lines.push(line)).send('13800001111', '验证码 123456')
  expect(lines[0]).toContain('123456')
  expect(lines[1]).toContain('138****1111')
  expect(lines[1]).not.toContain('123456')
})

it('refuses production without a named sender', () => {
  expect(() => openSmsSender({ production: true, demo: false, smsSender: undefined })).toThrow(/SMS_SENDER/)
  expect(openSmsSender({ production: true, demo: false, smsSender: 'console' })).toBeDefined()
  expect(openSmsSender({ production: false, demo: true, smsSender: undefined })).toBeDefined()
})

it.each([
  [false, true, true],
  [false, false, false],
  [true, false, false],
])(
  'printed messages reach people in the demonstration only: production %s, demonstration %s',
  (production, demo, reaches) => {
    expect(openSmsSender({ production, demo, smsSender: 'console' }).reaches).toBe(reaches)
  },
)
