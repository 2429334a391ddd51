/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which part may know which other. */
@AnalyzeClasses(packages = "org.flumecamel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** What every component may use besides its own family and libraries. */
    private static final DescribedPredicate<JavaClass> GROUND
            = resideInAnyPackage("org.flumecamel.core..", "org.flumecamel.channel..", "java..", "javax..", "org.apache.camel..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule CORE_KNOWS_ONLY_CAMEL = classes().that().resideInAPackage("org.flumecamel.core..")
            .should().onlyDependOnClassesThat(resideInAnyPackage("org.flumecamel.core..", "java..", "javax..", "org.slf4j..",
                    "org.apache.camel", "org.apache.camel.api..", "org.apache.camel.spi..", "org.apache.camel.support..",
                    "org.apache.camel.util.."));

    @ArchTest
    static final ArchRule CHANNELS_KNOW_NO_FAMILY = noClasses().that().resideInAPackage("org.flumecamel.channel..")
            .should().dependOnClassesThat(family("org.flumecamel.channel"));

    @ArchTest
    static final ArchRule BASICS_KNOW_NO_OTHER_FAMILY = noClasses().that().resideInAPackage("org.flumecamel.basics..")
            .should().dependOnClassesThat(family("org.flumecamel.basics"));

    @ArchTest
    static final ArchRule FILE_KNOWS_NO_OTHER_FAMILY = noClasses().that().resideInAPackage("org.flumecamel.file..")
            .should().dependOnClassesThat(family("org.flumecamel.file"));

    @ArchTest
    static final ArchRule HDFS_KNOWS_NO_OTHER_FAMILY = noClasses().that().resideInAPackage("org.flumecamel.hdfs..")
            .should().dependOnClassesThat(family("org.flumecamel.hdfs")).allowEmptyShould(true);

    @ArchTest
    static final ArchRule SERIALIZERS_KNOW_NO_FAMILY = noClasses().that().resideInAPackage("org.flumecamel.serializers..")
            .should().dependOnClassesThat(family("org.flumecamel.serializers"));

    @ArchTest
    static final ArchRule ELASTICSEARCH_KNOWS_NO_OTHER_FAMILY = noClasses().that()
            .resideInAPackage("org.flumecamel.elasticsearch..")
            .should().dependOnClassesThat(family("org.flumecamel.elasticsearch"));

    @ArchTest
    static final ArchRule JMS_KNOWS_NO_OTHER_FAMILY = noClasses().that().resideInAPackage("org.flumecamel.jms..")
            .should().dependOnClassesThat(family("org.flumecamel.jms"));

    @ArchTest
    static final ArchRule BROKER_KNOWS_NO_OTHER_FAMILY = noClasses().that().resideInAPackage("org.flumecamel.broker..")
            .should().dependOnClassesThat(family("org.flumecamel.broker"));

    @ArchTest
    static final ArchRule ONLY_THE_BROKER_KNOWS_ARTEMIS = noClasses().that()
            .resideOutsideOfPackage("org.flumecamel.broker..")
            .should().dependOnClassesThat(resideInAPackage("org.apache.activemq.."));

    @ArchTest
    static final ArchRule MONITOR_KNOWS_NO_OTHER_FAMILY = noClasses().that().resideInAPackage("org.flumecamel.monitor..")
            .should().dependOnClassesThat(family("org.flumecamel.monitor"));

    @ArchTest
    static final ArchRule PARSE_KNOWS_NO_OTHER_FAMILY = noClasses().that().resideInAPackage("org.flumecamel.parse..")
            .should().dependOnClassesThat(family("org.flumecamel.parse"));

    @ArchTest
    static final ArchRule NOTHING_READS_JAVA_SERIALIZATION = noClasses().that().resideInAPackage("org.flumecamel..")
            .should().dependOnClassesThat().belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
            .orShould().callMethodWhere(target(nameMatching("getObject|setObject|createObjectMessage"))
                    .and(target(owner(resideInAPackage("jakarta.jms..")))));

    @ArchTest
    static final ArchRule ONLY_THE_AGENT_PRINTS = noClasses().that()
            .resideOutsideOfPackages("org.flumecamel.agent..", "org.flumecamel.testkit..")
            .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
            .orShould().callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.flumecamel.(*)..").should().beFreeOfCycles();

    private static DescribedPredicate<JavaClass> family(String own) {
        return resideInAPackage("org.flumecamel..").and(DescribedPredicate.not(GROUND))
                .and(DescribedPredicate.not(resideInAPackage(own + "..")))
                .as("a family other than %s", own);
    }
}
