import { z } from 'zod'
import { defineSetting } from '#platform/setting-definition.ts'

/** Who rates, and what counts where several do. */
export const ratingSetting = defineSetting({
  key: 'proposal-rating',
  title: '提案评价',
  explanation: '答复送达后由谁评价；几位提案者评价不一致时，以什么为准。改动只影响以后送达的答复。',
  schema: z.object({
    raters: z.enum(['leadProposer', 'allProposers']).meta({ title: '由谁评价' }),
    rule: z.enum(['leadDecides', 'majority', 'anyDissatisfied']).meta({ title: '几位评价不一致时' }),
  }),
  defaults: {
    // 联名提案有第一提案人，便于办理沟通；有的地方由所有联名委员上网评价（线上系统实例），改为 allProposers
    raters: 'leadProposer',
    rule: 'leadDecides',
  },
})

export type RatingSettings = z.output<typeof ratingSetting.schema>
