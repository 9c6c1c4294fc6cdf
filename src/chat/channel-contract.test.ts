import { channelContract } from './channel-contract.ts'
import { memoryChannel } from './memory.ts'

let ids = 0

channelContract('memory', async () => {
  const channel = memoryChannel()
  const chat = 'chat-1'
  return {
    channel,
    chat,
    say: (message) => channel.say(chat, message),
    press: (message, button, by) => channel.press(chat, message, button, by),
    shown: async () =>
      channel.said
        .filter((said) => said.chat === chat)
        .map(({ id, post }) => ({
          id,
          text: post.text,
          replyTo: post.replyTo,
          buttons: post.buttons.flat().map((button) => button.id),
        })),
    newId: () => `m-${++ids}`,
    close: () => channel.close(),
  }
})
