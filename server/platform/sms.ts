/** Sends short messages. What is sent may hold a one-time code: an implementation keeps it out of every log. */
export interface SmsSender {
  /** Whether messages reach anybody; where not, nobody is offered a one-time code. */
  readonly reaches: boolean
  /** @throws Error when the message was not taken over for sending */
  send(phone: string, text: string): Promise<void>
}

/** Prints messages instead of sending them: for development and the demonstration. In production it says that a message
 *  was due and to whom, never the text, so that no code gets into a log. */
export function consoleSms(
  given: { production: boolean; demo: boolean },
  print: (line: string) => void = console.log,
): SmsSender {
  const { production, demo } = given
  return {
    // Whoever tries the demonstration reads the code on the screen of the server; elsewhere nobody looks there.
    reaches: demo && !production,
    async send(phone, text) {
      const masked = `${phone.slice(0, 3)}****${phone.slice(-4)}`
      print(production ? `SMS to ${masked} not sent: no sender is set up` : `SMS to ${phone}: ${text}`)
    },
  }
}

/** The sender the configuration names. @throws Error in production when none is named: SMS_SENDER=console says that
 *  messages are knowingly not sent and people sign in by password */
export function openSmsSender(config: {
  production: boolean
  demo: boolean
  smsSender: 'console' | undefined
}): SmsSender {
  if (config.production && config.smsSender === undefined)
    throw new Error('SMS_SENDER: name a sender, or set it to console to run without SMS')
  return consoleSms(config)
}
