import { askKeytar, type Question } from './keytar-client';

// What runs in the process that another-process.ts starts.
process.parentPort.on('message', ({ data }) => {
  void askKeytar(data as Question).then((reply) => process.parentPort.postMessage(reply));
});
