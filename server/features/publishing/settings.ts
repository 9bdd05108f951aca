import { z } from 'zod'
import { defineSetting } from '#platform/setting-definition.ts'

/** What differs between committees in making proposals public. */
export const publishingSetting = defineSetting({
  key: 'publishing',
  title: '提案公开',
  explanation: '公众页面怎样写提案者，以及附件能不能一起公开。哪一件公开、去掉哪些字，由提案委办公室逐件决定。',
  schema: z.object({
    /** 全名 · 只写姓氏 · 不写. */
    proposersShown: z.enum(['whole', 'surname', 'none']),
    attachments: z.boolean(),
  }),
  // 各地门户公开答复时写明提案者（xxgk.jl.gov.cn “建议提案”栏）；附件多含个人资料，默认不公开
  defaults: { proposersShown: 'whole', attachments: false },
})
export type PublishingSettings = z.output<typeof publishingSetting.schema>
