import type { z } from 'zod'
import type { schemeLine } from '#contract/scoring-scheme.ts'

/** Lines as some places have drawn them, to be added to any scheme. */
export const shippedLines: readonly { place: string; line: z.input<typeof schemeLine> }[] = [
  {
    place: '山东省',
    line: {
      key: 'standingYear',
      name: '常委年内缺席常委会 3 次',
      measure: 'resignation',
      members: 'standing',
      when: {
        what: 'acts',
        kinds: ['meeting.standingCommittee'],
        attendance: ['leave', 'absent'],
        atLeast: 3,
        within: 'year',
      },
    },
  },
  {
    place: '山东省、威海市',
    line: {
      key: 'standingTerm',
      name: '常委届内缺席常委会 7 次',
      measure: 'resignation',
      members: 'standing',
      // 威海：组织派遣等公务请假不计缺席，其余请假计
      when: {
        what: 'acts',
        kinds: ['meeting.standingCommittee'],
        attendance: ['leave', 'absent'],
        atLeast: 7,
        within: 'term',
      },
    },
  },
  {
    place: '山东省、威海市',
    line: {
      key: 'plenaryTerm',
      name: '委员届内缺席全会 3 次',
      measure: 'resignation',
      when: { what: 'acts', kinds: ['meeting.plenary'], attendance: ['leave', 'absent'], atLeast: 3, within: 'term' },
    },
  },
  {
    place: '福建省永春县',
    line: { key: 'below70', name: '低于 70 分', measure: 'notice', when: { what: 'score', below: 7000, years: 1 } },
  },
  {
    place: '陕西省宝鸡市金台区',
    line: {
      key: 'twice40',
      name: '连续两年低于 40 分',
      measure: 'resignation',
      when: { what: 'score', below: 4000, years: 2 },
    },
  },
]
