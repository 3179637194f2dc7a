import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what a PKIXRevocationChecker says of each response. The argument is the provider, SUN or BC. Standard input
 * has a line for each: response (DER), leaf (PEM), issuer (PEM), which is the trust anchor.
 */
public class Judge {
    public static void main(String[] args) throws Exception {
        boolean isBouncy = args[0].equals("BC");
        if (isBouncy) {
            Class<?> provider = Class.forName("org.bouncycastle.jce.provider.BouncyCastleProvider");
            Security.addProvider((java.security.Provider) provider.getDeclaredConstructor().newInstance());
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split("\t");
            X509Certificate leaf = read(fields[1]);
            X509Certificate issuer = read(fields[2]);
            byte[] response = Files.readAllBytes(Path.of(fields[0]));
            System.out.println(judge(leaf, issuer, response, isBouncy).replace('\n', ' '));
        }
    }

    static X509Certificate read(String path) throws Exception {
        try (FileInputStream file = new FileInputStream(path)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    static String judge(X509Certificate leaf, X509Certificate issuer, byte[] response, boolean isBouncy) throws Exception {
        CertPathValidator validator = isBouncy ? CertPathValidator.getInstance("PKIX", "BC") : CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY, PKIXRevocationChecker.Option.NO_FALLBACK));
        checker.setOcspResponses(Map.of(leaf, response));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
        parameters.addCertPathChecker(checker);
        if (isBouncy) parameters.setRevocationEnabled(false);
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
        try {
            validator.validate(path, parameters);
            return "G\tvalid";
        } catch (CertPathValidatorException refused) {
            String words = refused.getReason() + ": " + refused.getMessage();
            return codeOf(refused, words) + "\t" + words;
        } catch (RuntimeException unread) {
            // Bouncy Castle throws one for octets that it cannot read.
            return "X\t" + unread.getMessage();
        }
    }

    static String codeOf(CertPathValidatorException refused, String words) {
        if (words.contains("status is unknown")) return "U";
        boolean isRevoked = refused.getReason() == CertPathValidatorException.BasicReason.REVOKED
            || words.contains("certificate revoked");
        return isRevoked ? "R" : "X";
    }
}
