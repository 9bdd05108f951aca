import type { Role, UnitDesk } from '#contract/accounts.ts'

/** Words several features use. */
export const roleWords: Record<Role, string> = {
  member: '委员',
  proposalOffice: '提案委办公室',
  memberOffice: '委员联络办',
  leader: '主席会议成员',
  assigningOffice: '政府交办机关',
  unitClerk: '承办单位办理员',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditAdmin: '审计管理员',
}

/** Desks within a handling unit. */
export const unitDeskWords: Record<UnitDesk, string> = {
  leader: '分管领导',
  office: '办公室',
  clerk: '承办人',
}

export const textSizeWords = { normal: '标准', large: '大', larger: '特大' } as const

export const groupRoleWords = {
  member: '成员',
  convener: '召集人',
  deputyConvener: '副召集人',
  liaison: '联络员',
  director: '主任',
  deputyDirector: '副主任',
} as const

/** 第七届, 第三次会议: in Chinese numerals, as documents write them. */
export function ordinal(n: number): string {
  const digits = '零一二三四五六七八九'
  if (n < 10) return digits[n] ?? String(n)
  if (n < 20) return `十${n > 10 ? digits[n - 10] : ''}`
  if (n < 100) return `${digits[Math.floor(n / 10)]}十${n % 10 ? digits[n % 10] : ''}`
  return String(n)
}
