import type { Problem } from '#contract/common.ts'
import { registerErrorWords } from '../../shared/error-words.ts'

/** Seconds the server asks to wait, where it said so. */
export function secondsToWait(problem: Problem | null): number | null {
  if (!problem) return null
  const { retryAfterSeconds, resendAfterSeconds } = (problem.details ?? {}) as Record<string, unknown>
  const seconds = retryAfterSeconds ?? resendAfterSeconds
  return typeof seconds === 'number' && seconds > 0 ? Math.ceil(seconds) : null
}

const weakWords: Record<string, string> = {
  tooShort: '新密码太短，至少 10 位。',
  aboutYou: '新密码里有您的姓名、用户名或手机号，容易被猜到。',
  tooCommon: '这是很多人用的密码，容易被猜到，请换一个。',
  tooPlain: '新密码是重复或连着的字，容易被猜到，请换一个。',
  notNew: '新密码与原来的一样，请换一个。',
}

registerErrorWords({
  'login.wrong': '没有登录上：账号、密码或验证码不对。请核对后再试。',
  'login.slow-down': (problem) => {
    const seconds = secondsToWait(problem)
    return seconds ? `连续几次没有成功，请等 ${seconds} 秒再试。` : '连续几次没有成功，请稍等再试。'
  },
  'login.disabled': '这个账号已停用。请联系政协机关。',
  'password.wrong': '原密码不对。',
  'password.weak': (problem) => weakWords[String(problem.details?.reason)] ?? '新密码太容易被猜到，请换一个。',
  'totp.already-on': '验证器已经绑定。换手机时：管理员请运维人员解除，其他人请安全管理员重设口令时一并解除。',
})

export const words = {
  title: '登录',
  system: '同心',
  systemLead: '政协履职平台',
  byPassword: '密码登录',
  byCode: '短信登录',
  identifier: '手机号或用户名',
  password: '密码',
  phone: '手机号',
  code: '短信验证码',
  sendCode: '获取验证码',
  resendIn: (seconds: number) => `${seconds} 秒后可重发`,
  codeSent: '如果这个手机号已登记，验证码很快会到。没有收到，请过一会儿再点一次。',
  submit: '登录',
  waitFor: (seconds: number) => `请等 ${seconds} 秒`,
  totpTitle: '再验证一步',
  totpLead: '请打开您的验证器，填上现在显示的 6 位动态码。',
  totp: '动态码',
  totpWrong: '动态码不对。请看验证器现在显示的一组，再填一次。',
  totpBack: '换一个账号',
  help: '忘了密码，或者登录不上？请打电话给政协机关，由工作人员帮您处理。',
  helpWithCode: '忘了密码，或者登录不上？请改用短信登录，或打电话给政协机关，由工作人员帮您处理。',
  firstPasswordTitle: '请设一个自己的密码',
  firstPasswordLead: '您用的是工作人员给的初始密码。换成自己的密码以后，别人就不能再用它登录。',
  currentPassword: '原密码',
  initialPassword: '初始密码',
  nextPassword: '新密码',
  nextPasswordHint: '至少 10 位，可以用一句自己记得住的话。',
  currentOptional: '原密码（用短信登录、还没设过密码的不用填）',
  again: '再填一次新密码',
  notSame: '两次填的不一样',
  savePassword: '保存并继续',
  authenticatorTitle: '请绑定验证器',
  authenticatorLead: '管理员登录要多验证一步。绑定以后，每次登录要填手机上的 6 位动态码。',
}
