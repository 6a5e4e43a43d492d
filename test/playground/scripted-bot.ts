import type { Telegraf } from 'telegraf';
import { people } from './harness.ts';

const { group } = people;

/** A bot with a little of everything that a page must show. */
export function scriptedBot(bot: Telegraf): void {
  bot.start((ctx) => ctx.reply(`started with ${ctx.payload || 'nothing'}`));
  bot.command('mine', (ctx) => ctx.reply(`speaks ${ctx.from.language_code}`));
  bot.action('confirm', async (ctx) => {
    const text = ctx.text ?? '';
    await ctx.answerCbQuery('Thank you');
    await ctx.editMessageText(text.replace('new', 'confirmed'), {
      reply_markup: { inline_keyboard: [[{ text: 'Late', callback_data: 'late' }]] },
    });
  });
  bot.action('late', (ctx) => ctx.answerCbQuery('You are late', { show_alert: true }));
  bot.action('refuse', async (ctx) => {
    await ctx.answerCbQuery();
    await ctx.replyWithHTML(`<a href="tg://user?id=${ctx.from.id}">You</a>: why?`, {
      reply_markup: { force_reply: true, selective: true },
    });
  });
  bot.on('edited_message', (ctx) => ctx.reply(`edited to: ${ctx.text}`));
  bot.on('voice', (ctx) =>
    ctx.reply('where?', {
      reply_markup: { keyboard: [[{ text: 'Here', request_location: true }]], one_time_keyboard: true },
    }),
  );
  bot.on('text', async (ctx) => {
    if (ctx.chat.type !== 'private') {
      if (ctx.message.reply_to_message) await ctx.reply(`reason: ${ctx.message.text}`);
      return;
    }
    await ctx.reply(`heard: ${ctx.message.text}`);
    const news = `new: ${ctx.message.text} `;
    const details = { offset: news.length, length: 7, url: 'https://t.me/playground_bot?start=t-1' };
    await bot.telegram.sendMessage(group, `${news}details`, {
      entities: [{ type: 'text_link', ...details }],
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Confirm', callback_data: 'confirm' },
            { text: 'Refuse', callback_data: 'refuse' },
          ],
        ],
      },
    });
  });
}
