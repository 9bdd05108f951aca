import { z } from 'zod'
import { voteRules } from '#contract/votes.ts'
import { defineSetting } from '#platform/setting-definition.ts'

/** What a new vote and a new election begin with. */
export const voteSetting = defineSetting({
  key: 'votes',
  title: '会议表决和选举',
  explanation: '谁有表决权、多少人到会才能表决、多少票算通过、选票怎样算无效。新的一项照此，逐项还可以改。',
  schema: z.object({ motion: voteRules, election: voteRules }),
  defaults: {
    motion: {
      electorate: 'all',
      // 全体会议须有三分之二以上委员出席才能举行、选举（全国十二届一次会议总监票人报告）
      quorum: { numerator: 2, denominator: 3 },
      // 政协章程：议案应经全体委员过半数通过
      majority: { of: 'all', numerator: 1, denominator: 2, over: true },
      seats: 1,
      contested: false,
      writeIns: false,
      tooManyIsInvalid: false,
      byStrokes: true,
    },
    election: {
      electorate: 'all',
      quorum: { numerator: 2, denominator: 3 },
      // 选举办法通例：候选人获全体委员过半数赞成票始得当选；过半数以什么为准，按本级选举办法改
      majority: { of: 'all', numerator: 1, denominator: 2, over: true },
      seats: 1,
      contested: false,
      // 选举办法通例：可以另选他人
      writeIns: true,
      // 选举办法通例：等于或少于应选人数的有效，多于应选人数的无效
      tooManyIsInvalid: true,
      // 选举办法通例：候选人以姓氏笔画为序
      byStrokes: true,
    },
  },
})
