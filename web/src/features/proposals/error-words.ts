import { today } from '../../shared/dates.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import { instantWords } from '../../shared/matter/due.ts'
import { happened } from './event-words.ts'

const limit = (value: unknown, words: (n: number) => string, otherwise: string) =>
  typeof value === 'number' ? words(value) : otherwise

const stepNames = (steps: unknown) =>
  Array.isArray(steps) && steps.length > 0 ? `“${steps.join('”“')}”` : '前面的步骤'

/** Of two who act at once the second is told what the first did. */
function movedMeanwhile(last: unknown, otherwise: string): string {
  const { type, actorName, at } = (last ?? {}) as { type?: string; actorName?: string; at?: string }
  const what = type && happened[type]
  if (!what || !at) return `${otherwise}页面已更新，请看最新的状态。`
  return `${actorName || '系统'}已在${instantWords(at, today())}办了“${what}”，现在不能这样办。页面已更新，请看最新的状态。`
}

registerErrorWords({
  'proposal.wrong-state': ({ details }) => movedMeanwhile(details?.last, '这件提案刚才已有变化，现在不能这样办。'),
  'examination.unfinished': ({ details }) => `还没有审查完，不能作决定：${stepNames(details?.steps)}还缺审查人的意见。`,
  'examination.not-yet': ({ details }) => `${stepNames(details?.steps)}还缺审查人的意见，之后再到这一步。`,
  'examination.not-yours': ({ details }) =>
    `这一步由${Array.isArray(details?.examiners) ? details.examiners.join('、') : '指定的审查人'}审查。`,
  'examination.unknown-step': '这一步已不在审查设置中，请重新选择。',
  'merge.same': '不能并入自己。',
  'merge.other-term': '不是同一届的提案，不能并案。',
  'merge.target-state': '要并入的提案须已立案、还没有答复。还没有立案的，请先立案。',
  'merge.target-merged': '所选的提案已经并入另一件，请选它并入的那一件。',
  'merge.needs-note': '已经交办，撤销并案请写明理由。',
  'merge.split-first': '这件是并案办理的。请先撤销并案，再单独交办。',
  'merge.leads-others': '还有别的提案并入本件办理。请先撤销它们的并案，再同意撤案。',
  'withdrawal.free': '还没有交办，可以直接撤案。',
  'withdrawal.asked': '已经申请过撤案，正等提案委办公室答复。',
  'withdrawal.not-asked': '提案者没有申请撤案，或者已经答复过。',
  'withdrawal.needs-consent': '已经交办，撤案要先申请，由提案委办公室同意。',
  'proposal.no-term': '本会还没有设当前届次，暂时不能写提案。请告诉提案委办公室。',
  'proposal.incomplete': ({ details }) =>
    Array.isArray(details?.checks) && details.checks.length > 0
      ? '有必须改好的地方，按检查结果改好后再提交。'
      : '还有内容没有写全，补齐后再提交。',
  'proposal.only-in-session': '界别、委员小组的提案只在全会期间提交。现在可以先存着草稿。',
  'proposal.unknown-reason': '这个理由已不在目录中，请重新选择。',
  'proposal.unknown-category': '这个类别已不在目录中，请重新选择。',
  'proposal.needs-note': '请写明办结的说明。',
  'proposal.rating-open': '提案人还在评价期限内，评价之后或期满之后再办结。',
  'file.missing': '没有收到文件，请重新选择。',
  'coSigner.self': '第一提案人不必邀请自己。',
  'coSigner.expired': '邀请已经过期。请联系第一提案人重新邀请。',
  'coSigner.left': '您已不在任，这个邀请不再有效。',
  'coSigner.needs-scan': '请先上传签名页的扫描件，再代录签名。',
  'lead.in-office': '第一提案人仍在任，或者已经确定了接替的人。',
  'lead.not-a-signer': '只能从仍在任的联名委员中确定第一提案人。页面已更新，请重新选择。',
  'proposal.lead-left': '第一提案人已离任，先由已同意联名的委员接手草稿，再提交。',
  'comment.closed': '这件提案已经审查，批注只供查看。',
  'comment.unknown-part': '文稿里已没有这一条建议，请重新选择批注的位置。',
  'comment.too-many': ({ details }) =>
    limit(details?.limit, (n) => `批注已有 ${n} 条，不能再写。`, '批注太多，不能再写。'),
  'coSigner.answered': '您已经答复过这个邀请。',
  'assignment.roles': '承办方式不对：独办只能一家；有会办就要有一家主办，主办只能一家；分办各家都选分办。',
  'assignment.unit-has-duty': ({ details }) =>
    `${typeof details?.unit === 'string' ? details.unit : '所选单位'}已经在办这件提案，请另选。`,
  'assignment.unit-closed': '所选单位已停用，请另选。',
  'assignment.wrong-state': ({ details }) =>
    movedMeanwhile(details?.last, '这家单位的办理刚才已有变化，现在不能这样办。'),
  'assignment.too-late': '已过退办申请的期限。确有困难，请与交办机关联系。',
  'assignment.same-unit': '改办要选另外一家单位。',
  'assignment.not-in-unit': '所选的人已不在本单位，或者不是这个岗位。请重新选择。',
  'assignment.same-clerk': '请选择另外一位承办人。',
  'assignment.nothing-held': '这位承办人手上没有要移交的提案。',
  'contact.in-future': '面商日期不能晚于今天。',
  'contact.answered': ({ details }) => movedMeanwhile(details?.last, '这条面商记录已经答复过。'),
  'rating.already': '您已经评价过这一轮答复。',
  'rating.none-of-mine': '这一轮您还没有评价，没有可改的。',
  'rating.unchanged': '和原来的评价一样，没有改动。',
  'contactPerson.not-collective': '只有集体提案要确定联系人。',
  'drafters.not-collective': '只有集体提案要确定主要成员，个人和联名提案按提案人记。',
  'drafters.not-in-office': '有的委员已不在任，请另选。',
  'drafters.too-many': '主要成员超过了本会规定的人数，请去掉几位。',
  'contactPerson.not-in-office': '这位委员已不在任，请另选。',
  'rating.not-by-unit': '评价不能由承办单位的人代填。请委员本人登录评价。',
  'rating.still-open': '还在评价期限内，期满之后再汇总。',
  'rating.none': '还没有人评价，没有可汇总的。',
  'rating.close-first': '已有提案者评价。请先汇总评价，再办结。',
  'rating.needs-words': '不满意时，请写明哪里不满意。',
  'reply.unknown-class': '这个答复类别已不在目录中，请重新选择。',
  'reply.incomplete': ({ details }) => {
    const which = (list: unknown, words: string) =>
      Array.isArray(list) && list.length > 0 ? `第 ${list.join('、')} 条建议${words}。` : ''
    const said =
      which(details?.unanswered, '还没有答复') +
      which(details?.datesWithoutMeasure, '写了完成时限，还没有写措施') +
      which(details?.datesBehind, '的完成时限已经过去，请写明新的时限')
    const together = (Array.isArray(details?.merged) ? details.merged : []).map(
      (one: Record<string, unknown>) =>
        (typeof one.number === 'number' ? `并案的 ${one.number} 号提案：` : '并案的一件：') +
        which(one.unanswered, '还没有答复') +
        which(one.datesWithoutMeasure, '写了完成时限，还没有写措施') +
        which(one.datesBehind, '的完成时限已经过去，请写明新的时限'),
    )
    return said + together.join('') || '答复还没有写全，补齐后再报送。'
  },
  'followUp.closed': ({ details }) => movedMeanwhile(details?.last, '这项措施已经办完，或者不再跟踪。'),
  'followUp.day-not-later': '新的时限要晚于原来的时限，也不能早于今天。',
  'reply.unknown-suggestion': '提案里没有这一条建议，请重新打开页面再写。',
  'reply.needs-contact': '这一轮办理还没有与提案者面商的记录（有异议的不算）。请先面商并记录，再报送答复。',
  'reply.opinions-outstanding': ({ details }) =>
    Array.isArray(details?.units)
      ? `${details.units.join('、')}还没有提出会办意见，期限未到。请等候，或与其联系。`
      : '会办意见还没有到齐。请等会办单位提出意见，或与其联系。',
  'file.too-large': ({ details }) =>
    limit(details?.limitMegabytes, (n) => `文件太大，每个不超过 ${n} MB。`, '文件太大。'),
  'file.not-allowed': '这种文件不能上传。可以传文档、表格、图片和 PDF。',
  'file.too-many': '附件已到上限，请先移除一个。',
  'import.no-header': '没有找到表头。表格里要有一行写明各列名称，至少有“案由”和“提案者”。',
  'import.has-errors': '文件里还有错误，改好后再导入。',
  'import.changed': '文件与预览时不同，请重新预览。',
  'spreadsheet.not-a-spreadsheet': '这不是能读的表格文件。请用 Excel（xlsx）或 CSV。',
})
