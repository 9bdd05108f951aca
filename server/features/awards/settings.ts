import { z } from 'zod'
import { awardRules } from '#contract/awards.ts'
import { defineSetting } from '#platform/setting-definition.ts'

/** What a new round of each kind begins with. */
export const awardSetting = defineSetting({
  key: 'awards',
  title: '提案评优',
  explanation:
    '优秀提案、承办先进单位、先进个人各评多少、按什么标准、谁可以提名、怎样表决、公示几天。新开一轮评选时照此，当轮还可以改。',
  schema: z.object({ proposals: awardRules, units: awardRules, persons: awardRules }),
  defaults: {
    proposals: {
      // 全国政协：好提案约占提案总数的 1%，其中集体提案不少于 20%
      quotaPercent: 1,
      collectivePercent: 20,
      method: 'vote',
      secret: true,
      needsMajority: true,
      nominators: ['member', 'unitClerk', 'leader', 'assigningOffice'],
      // 公示期未见全国口径；党政机关评比表彰惯例不少于五个工作日
      noticeWorkingDays: 5,
      // 提案工作条例：严肃性、科学性、可行性；重在办理成效
      criteria: [
        { name: '围绕中心、反映民意', points: 25 },
        { name: '调查研究扎实、分析透彻', points: 25 },
        { name: '建议具体可行', points: 25 },
        { name: '办理成效明显', points: 25 },
      ],
    },
    units: {
      // 北京房山：承办先进单位占 20%，每两年评一次（zx.bjfsh.gov.cn 181337）
      quotaPercent: 20,
      collectivePercent: 0,
      method: 'score',
      secret: true,
      needsMajority: false,
      nominators: ['member', 'leader', 'assigningOffice'],
      noticeWorkingDays: 5,
      // 民主评议提案办理的五个维度
      criteria: [
        { name: '组织领导', points: 20 },
        { name: '办理机制', points: 20 },
        { name: '沟通面商', points: 20 },
        { name: '办理成效', points: 20 },
        { name: '规范答复', points: 20 },
      ],
    },
    persons: {
      // 陕西渭南：每年评优秀提案、先进单位、先进个人（wnszx id=159）；人数未见口径，与单位同
      quotaPercent: 20,
      collectivePercent: 0,
      method: 'vote',
      secret: true,
      needsMajority: true,
      nominators: ['unitClerk', 'leader', 'assigningOffice'],
      noticeWorkingDays: 5,
      criteria: [
        { name: '熟悉业务、规范办理', points: 50 },
        { name: '沟通主动、委员满意', points: 50 },
      ],
    },
  },
})
