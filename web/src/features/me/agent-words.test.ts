import { expect, it } from 'vitest'
import { agentWords } from './agent-words.ts'

it('names the device and the browser as people do', () => {
  const weChat =
    'Mozilla/5.0 (Linux; Android 12; HLK-AL00) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.40'
  expect(agentWords(weChat)).toBe('安卓手机 · 微信')
  expect(agentWords('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Safari/537.36')).toBe(
    'Windows 电脑 · Chrome 浏览器',
  )
  expect(agentWords('')).toBe('不认得的设备')
})
