import { askKeytar, type Question } from './keytar-client';

// The code of the process that keychain-utility-process.ts starts.
process.parentPort.on('message', ({ data }) => {
  void askKeytar(data as Question).then((reply) => process.parentPort.postMessage(reply));
});
