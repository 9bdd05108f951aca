const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/i, '鸿蒙手机'],
  [/iPhone/i, 'iPhone'],
  [/iPad/i, 'iPad'],
  [/Android/i, '安卓手机'],
  [/Windows/i, 'Windows 电脑'],
  [/Mac OS X|Macintosh/i, '苹果电脑'],
  [/Linux|UOS|Kylin/i, 'Linux 电脑'],
]
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, '微信'],
  [/Edg\//i, 'Edge 浏览器'],
  [/QQBrowser/i, 'QQ 浏览器'],
  [/360|QIHU/i, '360 浏览器'],
  [/Firefox/i, 'Firefox 浏览器'],
  [/Chrome/i, 'Chrome 浏览器'],
  [/Safari/i, 'Safari 浏览器'],
]

/** A browser's long name of itself in words a person knows: 「安卓手机 · 微信」. */
export function agentWords(agent: string): string {
  const find = (list: typeof systems) => list.find(([pattern]) => pattern.test(agent))?.[1]
  return [find(systems), find(browsers)].filter(Boolean).join(' · ') || '不认得的设备'
}
