import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../process.ts';
import { type ForeignServer, launchServer, type ServerFiles } from './launch.ts';

const home = '/usr/share/tomcat10';

const webXml = `<?xml version="1.0"?>
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
<servlet><servlet-name>default</servlet-name><servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class></servlet>
<servlet-mapping><servlet-name>default</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
<welcome-file-list><welcome-file>index.html</welcome-file></welcome-file-list>
</web-app>
`;

export interface TomcatOptions {
  readonly name?: string;
  /** As it was exported: an SSLHostConfig, and JVM options in a comment. */
  readonly snippet: string;
  /** PEM of the trust anchor: the issuing CA. */
  readonly anchor: string;
}

/** Tomcat with JSSE and the SSLHostConfig of `snippet`. */
export function serveTomcat(files: ServerFiles, options: TomcatOptions): Promise<ForeignServer> {
  const { name = 'tomcat', snippet, anchor } = options;
  return launchServer({ name, dir: files.dir, path: '/index.html' }, async (own, port) => {
    for (const folder of ['conf', 'webapps/ROOT', 'temp', 'work', 'logs']) {
      await mkdir(join(own, folder), { recursive: true });
    }
    await writeFile(join(own, 'webapps/ROOT/index.html'), 'in\n');
    await writeFile(join(own, 'conf/web.xml'), webXml);
    const trust = join(own, `trust-${port}.p12`);
    const words = ['-importcert', '-noprompt', '-alias', 'clients', '-file', anchor];
    await run('keytool', [...words, '-keystore', trust, '-storepass', 'changeit']);
    const certificate = `<Certificate certificateFile="${files.certificate}" certificateKeyFile="${files.privateKey}"/>`;
    const host = snippet
      .replaceAll(/<!--[\s\S]*?-->\n?/g, '')
      .replace(/truststoreFile="[^"]*"/, `truststoreFile="${trust}"`)
      .replace('/>', `>${certificate}</SSLHostConfig>`);
    await writeFile(
      join(own, 'conf/server.xml'),
      `<Server port="-1"><Service name="Catalina">
<Connector port="${port}" address="127.0.0.1" protocol="org.apache.coyote.http11.Http11NioProtocol" SSLEnabled="true" sslImplementationName="org.apache.tomcat.util.net.jsse.JSSEImplementation">
${host}
</Connector>
<Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps" autoDeploy="false"/></Engine>
</Service></Server>
`,
    );
    const jvm = [...snippet.matchAll(/-D[\w.]+=\w+/g)].map(([option]) => option);
    return {
      command: 'java',
      configuration: join(own, 'conf/server.xml'),
      args: [
        ...jvm,
        `-Dcatalina.home=${home}`,
        `-Dcatalina.base=${own}`,
        `-Djava.io.tmpdir=${join(own, 'temp')}`,
        '-cp',
        `${home}/bin/bootstrap.jar:${home}/bin/tomcat-juli.jar`,
        'org.apache.catalina.startup.Bootstrap',
        'start',
      ],
    };
  });
}
