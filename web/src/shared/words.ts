import type { Role } from '#contract/accounts.ts'

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

export const textSizeWords = { normal: '标准', large: '大', larger: '特大' } as const

export const groupRoleWords = {
  member: '成员',
  convener: '召集人',
  deputyConvener: '副召集人',
  liaison: '联络员',
  director: '主任',
  deputyDirector: '副主任',
} as const
