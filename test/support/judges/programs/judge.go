// Says what ocsp.ParseResponseForCert says of each response. Standard input has a line for each:
// response (DER), leaf (PEM), issuer (PEM).
package main

import (
	"bufio"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"strings"

	"golang.org/x/crypto/ocsp"
)

func readCertificate(path string) *x509.Certificate {
	octets, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	block, _ := pem.Decode(octets)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		panic(err)
	}
	return certificate
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		der, err := os.ReadFile(fields[0])
		if err != nil {
			panic(err)
		}
		answer, err := ocsp.ParseResponseForCert(der, readCertificate(fields[1]), readCertificate(fields[2]))
		if err != nil {
			fmt.Printf("X\t%s\n", strings.ReplaceAll(err.Error(), "\n", " "))
			continue
		}
		fmt.Printf("%s\tstatus %d\n", map[int]string{ocsp.Good: "G", ocsp.Revoked: "R", ocsp.Unknown: "U"}[answer.Status], answer.Status)
	}
}
