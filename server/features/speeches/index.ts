export { collectSpeeches, openSpeechCall } from './commands/calls.ts'
export { giveSpeech, selectSpeech, submitSpeech } from './commands/speeches.ts'
