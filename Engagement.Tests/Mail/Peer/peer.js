// A real SMTP server for the tests: the package smtp-server, which bin/test installs. One line of JSON on standard output for each thing that happens.
// What it does with a mail depends on the recipient: never@ later@ away@ refused@ cut@ hangs-up@ silent@ idle@; everybody else gets it.
// Argument: {"user": "...", "password": "...", "key": "PEM", "cert": "PEM", "keep": "folder for .eml files", "delay": milliseconds per mail}, all optional.
'use strict';
const { SMTPServer } = require('smtp-server');
const fs = require('fs');
const path = require('path');

const wish = JSON.parse(process.argv[2] || '{}');
const tell = (event) => process.stdout.write(JSON.stringify(event) + '\n');
const error = (code, text) => Object.assign(new Error(text), { responseCode: code });
const sockets = new Map();
let number = 0;
let connections = 0;

const server = new SMTPServer({
  authOptional: !wish.user,
  authMethods: ['LOGIN', 'PLAIN'],
  allowInsecureAuth: false,
  disabledCommands: [...(wish.cert ? [] : ['STARTTLS']), ...(wish.user ? [] : ['AUTH'])],
  ...(wish.cert ? { key: wish.key, cert: wish.cert } : {}),
  disableReverseLookup: true,
  logger: false,
  onConnect(session, done) {
    tell({ event: 'connection', number: ++connections });
    done();
  },
  onAuth(auth, session, done) {
    const good = auth.username === wish.user && auth.password === wish.password;
    tell({ event: 'auth', good, secure: session.secure });
    done(good ? null : error(535, '5.7.8 Wrong user or password'), { user: auth.username });
  },
  onRcptTo(address, session, done) {
    switch (address.address.split('@')[0]) {
      case 'never': return done(error(550, '5.1.1 Nobody lives here'));
      case 'later': return done(error(450, '4.2.1 Come back later'));
      case 'away': return done(error(421, '4.3.2 Going home'));
      default: return done();
    }
  },
  onData(stream, session, done) {
    const to = session.envelope.rcptTo.map((r) => r.address);
    const what = to[0].split('@')[0];
    const parts = [];
    stream.on('data', (part) => {
      parts.push(part);
      if (what === 'cut') sockets.get(session.id).destroy();
    });
    stream.on('end', () => {
      const raw = Buffer.concat(parts);
      const head = raw.toString('latin1').split('\r\n\r\n')[0].replace(/\r\n[ \t]+/g, ' ');
      const id = (/^message-id:\s*(\S+)/im.exec(head) || [])[1];
      if (what === 'refused') return done(error(554, '5.7.1 We do not want this text'));
      const n = ++number;
      if (wish.keep) fs.writeFileSync(path.join(wish.keep, `${n}.eml`), raw);
      tell({ event: 'mail', number: n, to, from: session.envelope.mailFrom.address, id, bytes: raw.length, secure: !!session.secure, utf8: !!session.envelope.smtpUtf8 });
      if (what === 'hangs-up') return sockets.get(session.id).destroy();
      if (what === 'silent') return undefined;
      if (what === 'idle') setTimeout(() => sockets.get(session.id).destroy(), 50);
      const take = () => done(null, `2.0.0 Taken as number ${n}`);
      return wish.delay ? setTimeout(take, wish.delay) : take();
    });
  },
});
server.on('error', (e) => tell({ event: 'error', message: e.message }));
// The package hides its sockets; they are found by the session that it gives to each.
server.connections.add = ((add) => function (connection) {
  // As mail servers do it: with Nagle's delay, two answers to two commands sent together wait 40 ms for each other.
  connection._socket.setNoDelay(true);
  sockets.set(connection.id, connection._socket);
  return add.call(this, connection);
})(server.connections.add);
server.listen(0, '127.0.0.1', function () {
  tell({ event: 'ready', port: this.address().port });
});
// Ends with whoever started it.
process.stdin.on('end', () => process.exit(0)).resume();
