import type { CommitteeLevel, Unit } from '#contract/committees.ts'
import { registerErrorWords } from '../../shared/error-words.ts'

registerErrorWords({
  'committee.wrong-level': '层级不对：省下面是市，市下面是县（区）。',
  'committee.taken': '同名或同一区划代码的政协已经有了。',
  'term.taken': '这一届已经有了。',
  'term.not-after': '新一届要从上一届开始之后起算；往届要比已有各届都早，届数也更小。',
  'session.taken': '这一届里已有同一次会议。',
  'session.wrong-dates': '日期不对：须在这一届之内，结束不能早于开始。',
  'groupKind.taken': '这种小组已经有了。',
  'group.taken': '同名的小组已经有了。',
  'group.unknown-kind': '没有这种小组。',
  'unit.taken': '同名的承办单位已经有了。',
  'unit.has-open-assignments': '这个单位手上还有没办完的提案。请先改办，再停用。',
})

export const levelWords: Record<CommitteeLevel, string> = { province: '省级', city: '市级', county: '县级' }
/** The level below, where there is one. */
export const levelBelow: Record<CommitteeLevel, CommitteeLevel | null> = {
  province: 'city',
  city: 'county',
  county: null,
}

export const unitKindWords: Record<Unit['kind'], string> = {
  party: '党委部门',
  government: '政府部门',
  court: '法院',
  procuratorate: '检察院',
  enterprise: '企业',
  other: '其他',
}
