import type { Role } from '#contract/accounts.ts'

/** One password for all of them: a demonstration is no secret, and production refuses to start with it loaded. */
export const demoPassword = 'tongxin-demo-2026'

/** The accounts printed at the start, beside which every other one of the province exists too. */
export const demoAccounts: readonly { username: string; who: string; desk: string; role?: Role }[] = [
  { username: 'weiyuan', who: '委员', desk: 'member' },
  { username: 'tian', who: '提案委办公室', desk: 'proposalOffice' },
  { username: 'lianluo', who: '委员联络办公室', desk: 'memberOffice' },
  { username: 'ducha', who: '政府督查室（交办）', desk: 'assigningOffice' },
  { username: 'zhujian', who: '承办单位：住建局', desk: 'unit:housing' },
  { username: 'jiaoyu', who: '承办单位：教育局', desk: 'unit:education' },
  { username: 'chengguan', who: '承办单位：城管局办公室', desk: 'unit:urban' },
  { username: 'chengban', who: '承办单位：城管局承办人', desk: 'unit:urban:clerk' },
  { username: 'fenguan', who: '承办单位：城管局分管领导', desk: 'unit:urban:leader' },
  { username: 'zhuxi', who: '主席会议成员', desk: 'leader' },
  { username: 'xitong', who: '系统管理员', desk: 'admin', role: 'systemAdmin' },
  { username: 'anquan', who: '安全管理员', desk: 'admin', role: 'securityAdmin' },
  { username: 'shenji', who: '审计管理员', desk: 'admin', role: 'auditAdmin' },
]
